import { expect, test } from 'vitest'
import { LIMITS } from '../../src/engine/page/observation.ts'
import { DOUBTS } from '../../src/engine/verdict/doubt.ts'
import { FEATURE_IDS, reasonKey } from '../../src/engine/verdict/feature.ts'
import { isAbsent, PAGE_KINDS } from '../../src/engine/verdict/page-kind.ts'
import english from '../../src/extension/public/_locales/en/messages.json'

const texts = Object.keys(english)

test('every sign has a sentence', () => {
  expect(FEATURE_IDS.map(reasonKey).filter((key) => !texts.includes(key))).toEqual([])
})

test('every kind of page that cannot be judged has a sentence', () => {
  // An error is told by its status, which has a sentence of its own.
  const kinds = PAGE_KINDS.filter(
    (kind) => kind !== 'error' && (isAbsent(kind) || kind === 'wall' || kind === 'shell'),
  )
  const keys = kinds.map((kind) => `reason_page_${kind.replaceAll('-', '_')}`)
  expect(keys.filter((key) => !texts.includes(key))).toEqual([])
})

test('every doubt that leaves an alarm has a sentence', () => {
  const keys = DOUBTS.filter((doubt) => doubt !== 'told').map(reasonKey)
  expect(keys.filter((key) => !texts.includes(key))).toEqual([])
})

test('every limit has a sentence', () => {
  expect(LIMITS.map((limit) => `reason_limit_${limit}`).filter((key) => !texts.includes(key))).toEqual([])
})
