import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { compilePacks } from '../../../src/engine/patterns/compile.ts'
import { expandPhrase } from '../../../src/engine/patterns/expand.ts'
import { findPatterns } from '../../../src/engine/patterns/find.ts'
import { shippedPacks } from '../../../src/engine/patterns/packs/index.ts'
import { type Pack, type Pattern, packSchema } from '../../../src/engine/patterns/schema.ts'
import { foldToString } from '../../../src/engine/text/fold.ts'

const packs: Pack[] = shippedPacks.map((raw) => v.parse(packSchema, raw))
const patterns = packs.flatMap((pack) => pack.patterns)

/** What this pattern alone finds in a text. */
function hits(pattern: Pattern, text: string): number {
  const compiled = compilePacks([
    { pack: 'one', version: '2026-01-01', language: 'mul', title: 'One pattern', patterns: [pattern] },
  ])
  if (!compiled.ok) throw new Error(compiled.error)
  return findPatterns([text], compiled.value).length
}

test('all packs compile together', () => {
  expect(compilePacks(shippedPacks)).toMatchObject({ ok: true })
})

test('no id is used twice', () => {
  const ids = patterns.map((pattern) => pattern.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(packs.map((pack) => pack.pack)).size).toBe(packs.length)
})

test('there are enough phrases', () => {
  expect(patterns.reduce((sum, pattern) => sum + pattern.phrases.length, 0)).toBeGreaterThanOrEqual(2_000)
})

test('the languages that attackers are known to write have claims, address and spam', () => {
  for (const language of [
    'en',
    'fr',
    'ar',
    'tr',
    'id',
    'pt',
    'es',
    'fa',
    'ru',
    'zh',
    'de',
    'bn',
    'vi',
    'he',
  ]) {
    const own = packs.filter((pack) => pack.language === language).flatMap((pack) => pack.patterns)
    const classes = new Set(own.map((pattern) => pattern.class))
    expect(classes, language).toContain('claim')
    expect(classes, language).toContain('address')
    expect(classes, language).toContain('spam')
  }
})

test('no phrase is listed twice in a class and scope', () => {
  const seen = new Map<string, string>()
  const twice: string[] = []
  for (const { id, class: kind, scope, phrases } of patterns)
    for (const phrase of phrases.flatMap(expandPhrase)) {
      const ends = `${phrase.startsWith('*')}${phrase.endsWith('*')}`
      const key = [kind, scope, ends, foldToString(phrase)].join(' ')
      const before = seen.get(key)
      if (before !== undefined) twice.push(`"${phrase}" in ${id} and ${before}`)
      seen.set(key, id)
    }
  expect(twice).toEqual([])
})

describe.each(packs)('pack $pack', ({ patterns }) => {
  test.each(patterns)('$id hits what it must and nothing it must not', (pattern) => {
    for (const text of pattern.hits) expect(hits(pattern, text), `must hit: ${text}`).toBeGreaterThan(0)
    for (const text of pattern.misses) expect(hits(pattern, text), `must not hit: ${text}`).toBe(0)
  })
})

test.each([
  'All contents of this website are owned by the publisher',
  'Das erwartet uns im Juli',
  'Wir kommen gern, und wir kommen wieder',
  'Und das ist nur der Anfang',
  'Berechnen Sie Ihren Body-Mass-Index',
  'Il devra notifier son refus dans un délai de dix jours',
  'Un lapsus du ministre',
  'We never forget where this started',
  'We decided to fix it or break it',
  'Next time I will cut back on the milk',
  'Her passport was stamped by an officer',
  'Protect your website today',
])('what anybody says in a text is no strong mark of it: %s', (text) => {
  const compiled = compilePacks(shippedPacks)
  if (!compiled.ok) throw new Error(compiled.error)
  const strong = findPatterns([text], compiled.value).filter(
    ({ entry: { pattern } }) => pattern.strength > 1 && pattern.scope === 'any',
  )
  expect(strong.map(({ entry }) => entry.pattern.id)).toEqual([])
})
