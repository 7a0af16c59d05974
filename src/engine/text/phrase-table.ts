import { BREAK, Folder } from './fold.ts'
import { isUnspaced } from './units.ts'

/** Folded letters of a phrase: fewer hit everywhere, more are no phrase. */
export const SHORTEST_PHRASE = 3
export const LONGEST_PHRASE = 120

const MAGIC = 0x4d485036
const HEADER = 5
/** Bits of the 3-letter filters: 8 KB, small enough to stay in the first cache. */
const FILTER_BITS = 65_536
/** Letters of the second filter, and its bits: what begins like a phrase seldom goes on like one. */
const LONG_HEAD = 5
const LONG_FILTER_BITS = 262_144
/** Letters of the third, asked only of what passes the second: a fifth of a page's words, and of these one in six. */
const DEEP_HEAD = 8

/** A phrase as written in a pack, and the number its hits are reported under. */
export interface Phrase {
  text: string
  /** Below 2^24. */
  id: number
}

export const EDGE = { openStart: 1, openEnd: 2 } as const

/**
 * What the scanner runs on, in one buffer that can be stored and loaded as it is: the phrases' letters, sorted, with
 * an index by their first three letters. The scanner narrows a range of phrases letter by letter, as in a trie, but
 * there are no nodes to store.
 */
export interface PhraseTable {
  buffer: ArrayBuffer
  /**
   * One bit for each hash of three letters that a phrase begins with which may begin inside a word: few, and most
   * letters stand inside one.
   */
  innerFilter: Uint32Array
  /** The lowest letter that such a phrase begins with: scripts written without spaces come late in Unicode. */
  innerFrom: number
  /** The same of phrases shorter than the longer filter's heads. */
  shortFilter: Uint32Array
  /** One bit for each hash of the first five letters of longer phrases. */
  longFilter: Uint32Array
  /** One for the first eight of phrases that have as many, and for the first five of those that do not. */
  deepFilter: Uint32Array
  headMask: number
  /** Four entries a slot: first and second letter (0: empty), third letter, first phrase, phrase after the last. */
  heads: Uint32Array
  /** Where each phrase's letters begin, and where the last one's end. */
  starts: Uint32Array
  /** Id and edges of each phrase: `id | edges << 24`. */
  ids: Uint32Array
  /** One bit a letter: set where the phrase has a word gap before it. */
  gaps: Uint32Array
  letters: Uint16Array
}

/** Bit of the filter, and slot where the search begins, for three letters. */
export const headHash = (a: number, b: number, c: number): number =>
  (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 16

/** Bit of the second filter: the first three letters' hash, and two more. */
export const longHash = (head: number, d: number, e: number): number =>
  (Math.imul(head ^ Math.imul(d, 0x27d4eb2f), 0x9e3779b1) ^ Math.imul(e, 0x165667b1)) >>> 14

/** Bit of the third filter: the second one's hash, and three more letters; none, where the phrase ends before. */
export const deepHash = (long: number, f: number, g: number, h: number): number =>
  (Math.imul(long ^ Math.imul(f, 0x85ebca6b), 0x9e3779b1) ^
    Math.imul(g, 0xc2b2ae35) ^
    Math.imul(h, 0x27d4eb2f)) >>>
  14

interface FoldedPhrase {
  letters: string
  /** Places of the letters with a word gap before them. */
  gaps: number[]
  /** Id and edges. */
  id: number
}

/** Builds the table. Throws one sentence that names the phrase where one cannot be matched. */
export function buildPhraseTable(phrases: readonly Phrase[]): PhraseTable {
  const folded = foldPhrases(phrases).sort((a, b) =>
    a.letters < b.letters ? -1 : a.letters > b.letters ? 1 : 0,
  )
  const total = folded.reduce((sum, phrase) => sum + phrase.letters.length, 0)
  const ranges = headRanges(folded)
  let slots = 16
  while (slots < ranges.length * 2) slots *= 2
  const table = emptyTable(slots, folded.length, total)
  let at = 0
  folded.forEach(({ letters, gaps, id }, index) => {
    table.starts[index] = at
    table.ids[index] = id
    for (const gap of gaps) setBit(table.gaps, at + gap)
    for (let i = 0; i < letters.length; i++) table.letters[at++] = letters.charCodeAt(i)
  })
  table.starts[folded.length] = at
  for (const range of ranges) placeHead(table, range)
  for (const { letters } of folded) filterHead(table, letters)
  table.innerFrom = innerFrom(table)
  new Uint32Array(table.buffer, 0, HEADER)[INNER_FROM] = table.innerFrom
  return table
}

/** Place in the header. */
const INNER_FROM = 4

function innerFrom({ ids, starts, letters }: PhraseTable): number {
  let lowest = 0x1_0000
  ids.forEach((id, phrase) => {
    if (((id >>> 24) & EDGE.openStart) !== 0) lowest = Math.min(lowest, letters[starts[phrase] ?? 0] ?? 0)
  })
  return lowest
}

/** Throws one sentence about the first phrase that cannot be matched. */
export function checkPhrases(phrases: readonly Phrase[]): void {
  foldPhrases(phrases)
}

/** Opens a stored table; null where the buffer is not one. */
export function openPhraseTable(buffer: ArrayBuffer): PhraseTable | null {
  if (buffer.byteLength < HEADER * 4) return null
  const [magic = 0, slots = 0, phrases = 0, letters = 0, innerFrom = 0] = new Uint32Array(buffer, 0, HEADER)
  if (
    magic !== MAGIC ||
    buffer.byteLength !== bytesOf(slots, phrases, letters) ||
    (slots & (slots - 1)) !== 0
  )
    return null
  let at = HEADER * 4
  const take = (count: number) => {
    const part = new Uint32Array(buffer, at, count)
    at += count * 4
    return part
  }
  return {
    buffer,
    innerFilter: take(FILTER_BITS / 32),
    innerFrom,
    shortFilter: take(FILTER_BITS / 32),
    longFilter: take(LONG_FILTER_BITS / 32),
    deepFilter: take(LONG_FILTER_BITS / 32),
    headMask: slots - 1,
    heads: take(slots * 4),
    starts: take(phrases + 1),
    ids: take(phrases),
    gaps: take(Math.ceil(letters / 32)),
    letters: new Uint16Array(buffer, at, letters),
  }
}

const bytesOf = (slots: number, phrases: number, letters: number): number =>
  (HEADER +
    (FILTER_BITS / 32) * 2 +
    (LONG_FILTER_BITS / 32) * 2 +
    slots * 4 +
    phrases * 2 +
    1 +
    Math.ceil(letters / 32)) *
    4 +
  letters * 2

function emptyTable(slots: number, phrases: number, letters: number): PhraseTable {
  const buffer = new ArrayBuffer(bytesOf(slots, phrases, letters))
  new Uint32Array(buffer, 0, HEADER).set([MAGIC, slots, phrases, letters])
  const table = openPhraseTable(buffer)
  if (table === null) throw new Error('The phrase table has the wrong size; this is a fault of its builder.')
  return table
}

const setBit = (bits: Uint32Array, at: number): void => {
  bits[at >> 5] = (bits[at >> 5] ?? 0) | (1 << (at & 31))
}

interface HeadRange {
  head: string
  from: number
  to: number
}

/** Runs of sorted phrases that share their first three letters. */
function headRanges(sorted: readonly FoldedPhrase[]): HeadRange[] {
  const ranges: HeadRange[] = []
  sorted.forEach(({ letters }, index) => {
    const head = letters.slice(0, SHORTEST_PHRASE)
    const last = ranges[ranges.length - 1]
    if (last?.head === head) last.to = index + 1
    else ranges.push({ head, from: index, to: index + 1 })
  })
  return ranges
}

function placeHead({ innerFilter, ids, heads, headMask }: PhraseTable, { head, from, to }: HeadRange): void {
  const [a, b, c] = [head.charCodeAt(0), head.charCodeAt(1), head.charCodeAt(2)]
  const hash = headHash(a, b, c)
  if (ids.subarray(from, to).some((id) => ((id >>> 24) & EDGE.openStart) !== 0)) setBit(innerFilter, hash)
  let slot = hash & headMask
  while (heads[slot * 4] !== 0) slot = (slot + 1) & headMask
  heads.set([((a << 16) | b) >>> 0, c, from, to], slot * 4)
}

function filterHead({ shortFilter, longFilter, deepFilter }: PhraseTable, letters: string): void {
  const unit = (at: number) => letters.charCodeAt(at)
  const hash = headHash(unit(0), unit(1), unit(2))
  if (letters.length < LONG_HEAD) return setBit(shortFilter, hash)
  const long = longHash(hash, unit(3), unit(4))
  setBit(longFilter, long)
  setBit(
    deepFilter,
    letters.length < DEEP_HEAD ? deepHash(long, 0, 0, 0) : deepHash(long, unit(5), unit(6), unit(7)),
  )
}

/** The phrases as they are looked for. One run of folding for all of them: there are tens of thousands. */
function foldPhrases(phrases: readonly Phrase[]): FoldedPhrase[] {
  const folder = new Folder(phrases.reduce((sum, { text }) => sum + text.length, 0))
  const bounds = phrases.map(({ text }) => {
    const from = folder.length
    folder.add(text.slice(text.startsWith('*') ? 1 : 0, text.endsWith('*') ? -1 : undefined))
    return { from, to: folder.length }
  })
  const { letters, breaks } = folder.finish()
  return phrases.map(({ text, id }, index) => {
    const { from, to } = bounds[index] ?? { from: 0, to: 0 }
    const length = to - from
    if (length < SHORTEST_PHRASE || length > LONGEST_PHRASE)
      throw new Error(
        `The phrase "${text}" folds to ${length} letters; use ${SHORTEST_PHRASE} to ${LONGEST_PHRASE}.`,
      )
    const gaps: number[] = []
    for (let i = 1; i < length; i++) {
      if (breaks[from + i] === BREAK.sentence)
        throw new Error(
          `The phrase "${text}" goes over the end of a sentence; write its sentences as phrases of their own.`,
        )
      if (breaks[from + i] === BREAK.word) gaps.push(i)
    }
    const edges =
      (text.startsWith('*') || isUnspaced(letters[from] ?? 0) ? EDGE.openStart : 0) |
      (text.endsWith('*') || isUnspaced(letters[to - 1] ?? 0) ? EDGE.openEnd : 0)
    return { letters: String.fromCharCode(...letters.subarray(from, to)), gaps, id: id | (edges << 24) }
  })
}
