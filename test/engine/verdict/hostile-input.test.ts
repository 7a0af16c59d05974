import { describe, expect, test } from 'vitest'
import { BOUNDS } from '../../../src/engine/page/bounds.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { compilePacks } from '../../../src/engine/patterns/compile.ts'
import { findPatterns } from '../../../src/engine/patterns/find.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { Folder } from '../../../src/engine/text/fold.ts'
import { buildPhraseTable, type PhraseTable } from '../../../src/engine/text/phrase-table.ts'
import { HITS_BOUND, scan } from '../../../src/engine/text/scan.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { parseWeights, shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { learned, look } from './paper.ts'

const patterns = shippedPatterns()
const verdictOf = (html: string) =>
  judge({
    observation: observeHtml(html, { url: 'https://www.lemonde.fr/', status: 200, at: 0 }),
    site: null,
    patterns,
    weights: shippedWeights,
  })

function fold(text: string) {
  const folder = new Folder()
  folder.add(text)
  return folder.finish()
}

/** Letters of the table that a scan reads: work counted instead of time, which a busy machine would spoil. */
function readsOf(text: string, table: PhraseTable): { reads: number; hits: number } {
  let reads = 0
  const letters = new Proxy(table.letters, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads++
      const value: unknown = Reflect.get(target, key)
      return value
    },
  })
  const hits = scan(fold(text), { ...table, letters }).length
  return { reads, hits }
}

describe('text that is made to be slow', () => {
  const phrases = Array.from({ length: 1_000 }, (_, id) => ({
    text: `${'a'.repeat(60)}${'b'.repeat(1 + (id % 50))}`,
    id,
  }))
  const table = buildPhraseTable(phrases)

  test('a text of beginnings that never become a phrase costs so much a letter, however long it is', () => {
    const work = [2_000, 4_000, 8_000].map((length) => readsOf('a'.repeat(length), table))
    expect(work.every(({ hits }) => hits === 0)).toBe(true)
    const [first = 0, second = 0, third = 0] = work.map(({ reads }) => reads)
    expect(first).toBeGreaterThan(0)
    expect(second / first).toBeLessThan(2.2)
    expect(third / second).toBeLessThan(2.2)
  })

  test('beginnings of words, each of which all phrases share, cost no more than the longest phrase a letter', () => {
    const { reads } = readsOf(`${'a'.repeat(59)} `.repeat(100), table)
    // Two binary searches a letter, each over a thousand phrases.
    expect(reads).toBeLessThan(5_900 * 120 * 2 * 11)
  })

  test('a thousand phrases that overlap give a bounded list, and the same judgement', () => {
    const overlapping = buildPhraseTable(
      Array.from({ length: 1_000 }, (_, id) => ({ text: `${'ab'.repeat(2 + (id % 55))}*`, id })),
    )
    expect(scan(fold('ab'.repeat(20_000)), overlapping)).toHaveLength(HITS_BOUND)
  })

  test.each([
    ['64k of one letter', 'h'.repeat(65_536)],
    ['64k of combining marks', `x${'\u0301'.repeat(65_536)}`],
    ['64k of marks on every letter', 'hacked'.replace(/./g, (letter) => letter + '\u0335'.repeat(11_000))],
    ['64k of direction overrides', '\u202e'.repeat(65_536)],
    ['64k of quotation marks', '“'.repeat(65_536)],
    ['64k of bytes read wrongly', 'Ø§'.repeat(32_768)],
    ['64k of digits between letters', 'h4'.repeat(32_768)],
    ['all beginnings of claims', 'hacke '.repeat(11_000)],
    ['a claim ten thousand times', 'hacked by nobody. '.repeat(10_000)],
  ])('%s is judged', (_, text) => {
    const { kind, points } = verdictOf(`<body><p>${text}</p></body>`)
    expect(Number.isFinite(points)).toBe(true)
    expect(kind).not.toBe('intact')
  })

  test.each([
    ['rules that never end', `<style>${'a{content:"'.repeat(20_000)}</style>x`],
    ['strings that never end', `<script>document.write(unescape("${'%41'.repeat(40_000)}</script>x`],
    ['pages in pages in pages', '<iframe srcdoc="'.repeat(2_000)],
    [
      'a data address of half a megabyte',
      `<iframe src="data:text/html;base64,${'PGI+'.repeat(131_072)}"></iframe>`,
    ],
    ['a letter in each of sixty thousand elements', '<div>h</div>'.repeat(60_000)],
    [
      'selectors without end',
      `<style>${'.a,'.repeat(60_000)}b::before{content:"Hacked by nobody"}</style><b></b>`,
    ],
  ])('%s are read within bounds', (_, html) => {
    const { blocks, counts } = observeHtml(html, { url: 'https://www.lemonde.fr/', status: 200, at: 0 })
    expect(blocks.length).toBeLessThanOrEqual(BOUNDS.blocks)
    expect(blocks.every(({ text }) => text.length <= BOUNDS.block)).toBe(true)
    expect(counts.elements).toBeLessThanOrEqual(BOUNDS.elements)
  })
})

test.each(['a1a', '1a1', 'a1', '~ a', './a', '[', '404 '])(
  'words begun with %s that never end are judged',
  (start) => {
    const site = learned()
    for (const filler of ['1', 'a1', '-', ' ', '.'])
      for (const end of ['я', '9', '!', '~']) {
        const text = start + filler.repeat(250) + end
        const html = `<title>${text}</title><h1>${text}</h1><p>${text}</p>`
        expect(verdictOf(html).kind).not.toBe('defaced')
        expect(look(html, site).verdict.kind).not.toBe('defaced')
      }
  },
)

test('patterns that overlap a thousandfold each keep their name', () => {
  const pattern = (index: number) => ({
    ...{ id: `p-${index}`, class: 'claim', strength: 3, scope: 'any', phrases: ['hacked by nobody'] },
    ...{ reason: 'r', source: 's', since: '2026', hits: ['hacked by nobody'], misses: ['x'] },
  })
  const pack = (name: string, from: number) => ({
    ...{ pack: name, version: '2026-01-01', language: 'en', title: 't' },
    patterns: Array.from({ length: 400 }, (_, index) => pattern(from + index)),
  })
  const compiled = compilePacks([pack('a', 0), pack('b', 400), pack('c', 800)])
  if (!compiled.ok) throw new Error(compiled.error)
  const hits = findPatterns(['Hacked by nobody', 'and hacked by nobody again'], compiled.value)
  expect(hits).toHaveLength(HITS_BOUND)
  expect(new Set(hits.map(({ entry }) => entry.pattern.id)).size).toBe(HITS_BOUND)
})

describe('weights that are wrong', () => {
  const { claim: _, ...without } = shippedWeights.weights
  test.each([
    ['a missing name', { ...shippedWeights, weights: without }],
    ['an unknown name', { ...shippedWeights, weights: { ...shippedWeights.weights, luck: 1 } }],
    ['a group without a cap', { ...shippedWeights, caps: { ...shippedWeights.caps, patterns: undefined } }],
    ['a number that is none', { ...shippedWeights, prior: Number.NaN }],
    ['nothing at all', null],
  ])('with %s are refused, and the file is told what is wrong', (_, raw) => {
    expect(parseWeights(raw)).toMatchObject({
      ok: false,
      error: expect.stringContaining('The weights are refused'),
    })
  })
})
