import { BREAK, type Folded } from './fold.ts'
import { deepHash, EDGE, headHash, longHash, type PhraseTable, SHORTEST_PHRASE } from './phrase-table.ts'

/** A phrase found. */
export interface Hit {
  /** Number of the phrase. */
  id: number
  /** First letter, and the one after the last, as places in the folded text. */
  start: number
  end: number
}

/** More hits than this say nothing new. */
export const HITS_BOUND = 1_000
/** Hits of one and the same phrase that are reported. */
const SAME_BOUND = 20
/** A spaced-out phrase has a gap before at least this share of its letters. */
const SPACED = 0.75

/** Which way a text is read: as it was written, or from the last letter to the first. */
export type Step = 1 | -1

/**
 * Finds every phrase of the table in the folded text: linear in the text, with a bound on the work a letter
 * (the longest phrase, times the logarithm of their number). Words must begin and end where the phrase's do, unless
 * the phrase is open there or the script is written without spaces; a phrase may be run together or spaced out letter
 * by letter.
 */
export function scan(folded: Folded, table: PhraseTable, step: Step = 1): Hit[] {
  const hits = new HitList()
  const reading = { folded, table, step, shift: step === 1 ? 0 : 1, hits }
  scanWords(reading)
  if (folded.highest < table.innerFrom) return hits.list
  scanInside(reading)
  return hits.list.sort((one, other) => one.start - other.start)
}

/** One text read one way. What stands before a letter is kept with it, which backwards is the letter read last. */
interface Reading {
  folded: Folded
  table: PhraseTable
  step: Step
  /** From a letter's place to that of the break before it. */
  shift: number
  hits: HitList
}

/** Nearly every word is passed over: what is asked of each is asked of plain arrays. */
function scanWords(reading: Reading): void {
  const { folded, table, step, shift, hits } = reading
  const { letters, words, wordCount, length } = folded
  const { shortFilter, longFilter } = table
  // Backwards a word begins with its last letter, right before the next one's first; the last one begins at the end.
  const count = step === 1 ? wordCount : wordCount + 1
  for (let word = 0; word < count && !hits.isFull; word++) {
    const start = (word < wordCount ? (words[word] ?? 0) : length) - shift
    const last = start + step * (SHORTEST_PHRASE - 1)
    if (last < 0 || last >= length) continue
    const hash = headHash(letters[start] ?? 0, letters[start + step] ?? 0, letters[last] ?? 0)
    // Three letters that a phrase begins with begin most words: five of them are asked for at once.
    const long = longHash(hash, unitAt(letters, last + step), unitAt(letters, last + 2 * step))
    if ((bitOf(shortFilter, hash) | bitOf(longFilter, long)) === 1) look(reading, start)
  }
}

/** Where no word begins only those phrases can stand that may begin inside one: of scripts that know no spaces. */
function scanInside(reading: Reading): void {
  const { folded, table, step, shift, hits } = reading
  const { letters, breaks, length } = folded
  const { innerFrom, innerFilter } = table
  for (let start = 0; start < length && !hits.isFull; start++) {
    const a = letters[start] ?? 0
    if (a < innerFrom || breaks[start + shift] !== BREAK.none) continue
    const last = start + step * (SHORTEST_PHRASE - 1)
    if (last < 0 || last >= length) continue
    const hash = headHash(a, letters[start + step] ?? 0, letters[last] ?? 0)
    if (bitOf(innerFilter, hash) === 1) look(reading, start)
  }
}

/** A letter; none before the first. */
const unitAt = (letters: Uint16Array, at: number): number => (at < 0 ? 0 : (letters[at] ?? 0))

const bitOf = (bits: Uint32Array, at: number): number => ((bits[at >> 5] ?? 0) >>> (at & 31)) & 1

/** Looks for phrases that begin at one letter, which enough of them follow. */
function look(reading: Reading, start: number): void {
  const { folded, table, step } = reading
  const { letters } = folded
  const last = start + step * (SHORTEST_PHRASE - 1)
  const a = letters[start] ?? 0
  const b = letters[start + step] ?? 0
  const c = letters[last] ?? 0
  const hash = headHash(a, b, c)
  const long = longHash(hash, unitAt(letters, last + step), unitAt(letters, last + 2 * step))
  const isShort = bitOf(table.shortFilter, hash) === 1
  if (isShort || (bitOf(table.longFilter, long) === 1 && goesOn(reading, last + 3 * step, long)))
    follow(reading, start, headSlot(table, hash, a, b, c))
}

/** Whether some phrase begins with the five letters and ends within eight, or has the next three as well. */
function goesOn(
  { folded: { letters }, table: { deepFilter }, step }: Reading,
  at: number,
  long: number,
): boolean {
  const ends = deepHash(long, 0, 0, 0)
  const goes = deepHash(long, unitAt(letters, at), unitAt(letters, at + step), unitAt(letters, at + 2 * step))
  return (bitOf(deepFilter, ends) | bitOf(deepFilter, goes)) === 1
}

/** Slot of the phrases that begin with three letters, or -1. */
function headSlot({ heads, headMask }: PhraseTable, hash: number, a: number, b: number, c: number): number {
  const key = ((a << 16) | b) >>> 0
  for (let slot = hash & headMask; ; slot = (slot + 1) & headMask) {
    const found = heads[slot * 4]
    if (found === 0) return -1
    if (found === key && heads[slot * 4 + 1] === c) return slot
  }
}

/** Narrows the range of phrases letter by letter, and reports those that end on the way. */
function follow(reading: Reading, start: number, slot: number): void {
  if (slot < 0) return
  const { folded, table, step, shift, hits } = reading
  const { letters, breaks, length } = folded
  const { starts } = table
  const second = start + step + shift
  if (breaks[second] === BREAK.sentence || breaks[second + step] === BREAK.sentence) return
  let from = table.heads[slot * 4 + 2] ?? 0
  let to = table.heads[slot * 4 + 3] ?? 0
  for (let depth = SHORTEST_PHRASE; ; depth++) {
    const at = start + step * depth
    for (; from < to && (starts[from + 1] ?? 0) - (starts[from] ?? 0) === depth; from++)
      if (standsHere(reading, from, start, depth)) hits.add((table.ids[from] ?? 0) & 0xffffff, start, at)
    if (from >= to || at < 0 || at >= length || breaks[at + shift] === BREAK.sentence) return
    const unit = letters[at] ?? 0
    from = firstNotBelow(table, from, to, depth, unit)
    to = firstNotBelow(table, from, to, depth, unit + 1)
  }
}

/**
 * First phrase of a sorted range whose letter at this depth is not below the unit. All are longer than the depth. The
 * ends are asked first: most texts leave every phrase behind within a few letters.
 */
function firstNotBelow(
  { letters, starts }: PhraseTable,
  from: number,
  to: number,
  depth: number,
  unit: number,
): number {
  if (from >= to || (letters[(starts[from] ?? 0) + depth] ?? 0) >= unit) return from
  if ((letters[(starts[to - 1] ?? 0) + depth] ?? 0) < unit) return to
  let low = from + 1
  let high = to - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((letters[(starts[middle] ?? 0) + depth] ?? 0) < unit) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether words begin and end where those of the phrase do. */
function standsHere(
  { folded, table, step, shift }: Reading,
  phrase: number,
  start: number,
  size: number,
): boolean {
  const { breaks, length } = folded
  const edges = (table.ids[phrase] ?? 0) >>> 24
  const end = start + step * size
  if ((edges & EDGE.openStart) === 0 && breaks[start + shift] === BREAK.none) return false
  const isEnd = end < 0 || end >= length
  if ((edges & EDGE.openEnd) === 0 && !isEnd && breaks[end + shift] === BREAK.none) return false
  const at = table.starts[phrase] ?? 0
  let strange = 0
  let inWord = 0
  for (let i = 1; i < size; i++) {
    if (((table.gaps[(at + i) >> 5] ?? 0) & (1 << ((at + i) & 31))) !== 0) continue
    inWord++
    if (breaks[start + step * i + shift] !== BREAK.none) strange++
  }
  return strange === 0 || (inWord >= 3 && strange >= inWord * SPACED)
}

class HitList {
  readonly list: Hit[] = []
  readonly #same = new Map<number, number>()

  get isFull(): boolean {
    return this.list.length >= HITS_BOUND
  }

  /** From the letter that is read first to the place after the one read last, whichever way. */
  add(id: number, from: number, to: number): void {
    const same = this.#same.get(id) ?? 0
    if (same >= SAME_BOUND || this.isFull) return
    this.#same.set(id, same + 1)
    this.list.push(from < to ? { id, start: from, end: to } : { id, start: to + 1, end: from + 1 })
  }
}
