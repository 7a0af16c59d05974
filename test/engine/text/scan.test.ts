import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BREAK, type Folded, Folder } from '../../../src/engine/text/fold.ts'
import { buildPhraseTable, openPhraseTable, type Phrase } from '../../../src/engine/text/phrase-table.ts'
import { HITS_BOUND, scan } from '../../../src/engine/text/scan.ts'

function fold(text: string): Folded {
  const folder = new Folder()
  folder.add(text)
  return folder.finish()
}

/** The same rules as the scanner's, told naively: every phrase tried at every letter. */
function naive(text: string, phrases: readonly Phrase[]): string[] {
  const page = fold(text)
  const found = new Set<string>()
  for (const { text: phrase, id } of phrases) {
    const openStart = phrase.startsWith('*')
    const openEnd = phrase.endsWith('*')
    const wanted = fold(phrase.replace(/^\*|\*$/g, ''))
    for (let start = 0; start + wanted.length <= page.length; start++) {
      const end = start + wanted.length
      const places = Array.from({ length: wanted.length }, (_, i) => i)
      if (!places.every((i) => page.letters[start + i] === wanted.letters[i])) continue
      const inner = places.slice(1)
      if (inner.some((i) => page.breaks[start + i] === BREAK.sentence)) continue
      if (!openStart && page.breaks[start] === BREAK.none) continue
      if (!openEnd && end < page.length && page.breaks[end] === BREAK.none) continue
      const inWord = inner.filter((i) => wanted.breaks[i] === BREAK.none)
      const strange = inWord.filter((i) => page.breaks[start + i] !== BREAK.none)
      if (strange.length > 0 && (inWord.length < 3 || strange.length < inWord.length * 0.75)) continue
      found.add(`${id}@${start}-${end}`)
    }
  }
  return [...found].sort()
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'В', 'ي'), minLength: 1, maxLength: 4 })
const phrase = fc
  .tuple(fc.boolean(), fc.array(word, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([start, words, end]) => `${start ? '*' : ''}${words.join(' ')}${end ? '*' : ''}`)
  .filter((text) => text.replace(/[* ]/g, '').length >= 3)
const separator = fc.constantFrom(' ', '', '-', '. ', ', ', '\u200b')
const text = fc
  .array(fc.tuple(word, separator), { maxLength: 30 })
  .map((parts) => parts.map(([one, gap]) => one + gap).join(''))

test('finds what the naive reference finds, and nothing else', () => {
  fc.assert(
    fc.property(fc.array(phrase, { minLength: 1, maxLength: 12 }), text, (list, page) => {
      const phrases = list.map((one, id) => ({ text: one, id }))
      const hits = scan(fold(page), buildPhraseTable(phrases))
      expect([...new Set(hits.map(({ id, start, end }) => `${id}@${start}-${end}`))].sort()).toEqual(
        naive(page, phrases),
      )
    }),
    { numRuns: 1_000 },
  )
})

test('a phrase hidden by case, leet, marks or spacing is found', () => {
  const table = buildPhraseTable([{ text: 'hacked by', id: 7 }])
  for (const page of [
    'x HACKED BY y',
    'h4ck3d by y',
    'h a c k e d  b y y',
    'H.A.C.K.E.D B.Y y',
    'hackedby y',
    'hасkеd bу y',
  ])
    expect(scan(fold(page), table), page).toHaveLength(1)
  for (const page of ['unhacked by', 'hacked bystanders', 'was hacked. By noon', 'hac ked by'])
    expect(scan(fold(page), table), page).toHaveLength(0)
})

test('scripts without spaces need no word boundary', () => {
  const table = buildPhraseTable([{ text: '黑客入侵', id: 1 }])
  expect(scan(fold('本网站被黑客入侵了'), table)).toHaveLength(1)
})

test('a table goes through its buffer unchanged, and a damaged buffer is refused', () => {
  const table = buildPhraseTable([
    { text: 'hacked by', id: 1 },
    { text: 'взломан*', id: 2 },
  ])
  const opened = openPhraseTable(table.buffer.slice(0))
  expect(opened).not.toBeNull()
  if (opened !== null) expect(scan(fold('Сайт взломано'), opened)).toEqual(scan(fold('Сайт взломано'), table))
  expect(openPhraseTable(table.buffer.slice(4))).toBeNull()
  expect(openPhraseTable(table.buffer.slice(0, -1))).toBeNull()
  expect(openPhraseTable(new ArrayBuffer(8))).toBeNull()
})

test('a phrase that cannot be matched is named', () => {
  expect(() => buildPhraseTable([{ text: '!!a', id: 0 }])).toThrow('"!!a" folds to')
  expect(() => buildPhraseTable([{ text: 'free us. death to them', id: 0 }])).toThrow(
    'over the end of a sentence',
  )
})

test('a page full of hits ends at the bound', () => {
  const phrases = Array.from({ length: 200 }, (_, id) => ({ text: `${'a'.repeat(3 + (id % 50))}*`, id }))
  expect(scan(fold('a'.repeat(20_000)), buildPhraseTable(phrases)).length).toBeLessThanOrEqual(HITS_BOUND)
})
