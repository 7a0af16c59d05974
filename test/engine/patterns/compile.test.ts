import { expect, test } from 'vitest'
import { compilePacks } from '../../../src/engine/patterns/compile.ts'
import { expandPhrase } from '../../../src/engine/patterns/expand.ts'
import { findPatterns } from '../../../src/engine/patterns/find.ts'

const pattern = {
  id: 'en-claim',
  class: 'claim',
  strength: 3,
  scope: 'any',
  phrases: ['{hacked|pwned} by'],
  reason: 'Attackers sign.',
  source: 'Archives of defacements',
  since: '1999',
  hits: ['Hacked by us'],
  misses: ['Hacked'],
}
const pack = { pack: 'en', version: '2026-11-22', language: 'en', title: 'English', patterns: [pattern] }

test('a hit leads back to its pattern, its pack and its place in the text', () => {
  const compiled = compilePacks([pack])
  if (!compiled.ok) throw new Error(compiled.error)
  const texts = ['nothing here', 'This was PWNED by somebody', 'pwned', 'by']
  const [hit, ...more] = findPatterns(texts, compiled.value)
  expect(more).toEqual([])
  expect(hit?.entry).toMatchObject({ pack: 'en', version: '2026-11-22', pattern: { id: 'en-claim' } })
  expect(texts[hit?.text ?? 0]?.slice(hit?.start, hit?.end)).toBe('PWNED by')
})

test.each([
  [
    'a bad class',
    { ...pack, patterns: [{ ...pattern, class: 'rumour' }] },
    'Pack "en" is refused: patterns.0.class',
  ],
  ['an unknown field', { ...pack, colour: 'red' }, 'Pack "en" is refused: colour'],
  ['no examples', { ...pack, patterns: [{ ...pattern, hits: [] }] }, 'patterns.0.hits'],
  [
    'a phrase too short',
    { ...pack, patterns: [{ ...pattern, phrases: ['x!'] }] },
    'Pack "en", pattern "en-claim": The phrase "x!" folds to 1',
  ],
  [
    'an open brace',
    { ...pack, patterns: [{ ...pattern, phrases: ['{a|b by'] }] },
    'has a brace that is not closed',
  ],
  ['an id used twice', { ...pack, patterns: [pattern, pattern] }, 'the id is used twice'],
  ['no pack at all', 7, 'Pack number 1 is refused'],
])('a pack with %s is refused whole, by name', (_, bad, message) => {
  const compiled = compilePacks([bad])
  expect(compiled).toEqual({ ok: false, error: expect.stringContaining(message) })
})

test('alternatives expand, empty ones and all, within a bound', () => {
  expect(expandPhrase('{your|the} site {was|} hacked')).toEqual([
    'your site was hacked',
    'your site hacked',
    'the site was hacked',
    'the site hacked',
  ])
  expect(() => expandPhrase('{a|b}'.repeat(9))).toThrow('more than 256')
})
