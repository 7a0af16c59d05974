import { BREAK, type Folded } from './fold.ts'
import { EDGE, headHash, longHash, type PhraseTable, SHORTEST_PHRASE } from './phrase-table.ts'

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

/**
 * Finds every phrase of the table in the folded text: linear in the text, with a bound on the work a letter
 * (the longest phrase, times the logarithm of their number). Words must begin and end where the phrase's do, unless
 * the phrase is open there or the script is written without spaces; a phrase may be run together or spaced out letter
 * by letter.
 */
export function scan(folded: Folded, table: PhraseTable): Hit[] {
  const { words, wordCount, highest } = folded
  const hits = new HitList()
  for (let word = 0; word < wordCount && !hits.isFull; word++) look(folded, table, words[word] ?? 0, hits)
  if (highest < table.innerFrom) return hits.list
  scanInside(folded, table, hits)
  return hits.list.sort((one, other) => one.start - other.start)
}

/** Where no word begins only those phrases can stand that may begin inside one: of scripts that know no spaces. */
function scanInside(folded: Folded, table: PhraseTable, hits: HitList): void {
  const { letters, breaks, length } = folded
  const { innerFrom, innerFilter } = table
  for (let start = 0; start + 2 < length && !hits.isFull; start++) {
    const a = letters[start] ?? 0
    if (a < innerFrom || breaks[start] !== BREAK.none) continue
    const hash = headHash(a, letters[start + 1] ?? 0, letters[start + 2] ?? 0)
    if (((innerFilter[hash >> 5] ?? 0) & (1 << (hash & 31))) !== 0) look(folded, table, start, hits)
  }
}

/** Looks for phrases that begin at one letter. */
function look(folded: Folded, table: PhraseTable, start: number, hits: HitList): void {
  const { letters, length } = folded
  if (start + SHORTEST_PHRASE > length) return
  const { shortFilter, longFilter } = table
  const a = letters[start] ?? 0
  const b = letters[start + 1] ?? 0
  const c = letters[start + 2] ?? 0
  const hash = headHash(a, b, c)
  // Three letters that a phrase begins with begin most words: five of them are asked for at once.
  const long = longHash(hash, letters[start + 3] ?? 0, letters[start + 4] ?? 0)
  const isShort = (shortFilter[hash >> 5] ?? 0) >>> (hash & 31)
  const isLong = (longFilter[long >> 5] ?? 0) >>> (long & 31)
  if (((isShort | isLong) & 1) !== 0) follow(folded, table, start, headSlot(table, hash, a, b, c), hits)
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
function follow(folded: Folded, table: PhraseTable, start: number, slot: number, hits: HitList): void {
  if (slot < 0) return
  const { letters, breaks, length } = folded
  const { starts } = table
  if (breaks[start + 1] === BREAK.sentence || breaks[start + 2] === BREAK.sentence) return
  let from = table.heads[slot * 4 + 2] ?? 0
  let to = table.heads[slot * 4 + 3] ?? 0
  for (let depth = SHORTEST_PHRASE; ; depth++) {
    for (; from < to && (starts[from + 1] ?? 0) - (starts[from] ?? 0) === depth; from++)
      if (standsHere(folded, table, from, start, start + depth))
        hits.add({ id: (table.ids[from] ?? 0) & 0xffffff, start, end: start + depth })
    const at = start + depth
    if (from >= to || at >= length || breaks[at] === BREAK.sentence) return
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

function standsHere(
  { breaks, length }: Folded,
  table: PhraseTable,
  phrase: number,
  start: number,
  end: number,
): boolean {
  const edges = (table.ids[phrase] ?? 0) >>> 24
  if ((edges & EDGE.openStart) === 0 && breaks[start] === BREAK.none) return false
  if ((edges & EDGE.openEnd) === 0 && end < length && breaks[end] === BREAK.none) return false
  const at = table.starts[phrase] ?? 0
  let strange = 0
  let inWord = 0
  for (let i = 1; i < end - start; i++) {
    if (((table.gaps[(at + i) >> 5] ?? 0) & (1 << ((at + i) & 31))) !== 0) continue
    inWord++
    if (breaks[start + i] !== BREAK.none) strange++
  }
  return strange === 0 || (inWord >= 3 && strange >= inWord * SPACED)
}

class HitList {
  readonly list: Hit[] = []
  readonly #same = new Map<number, number>()

  get isFull(): boolean {
    return this.list.length >= HITS_BOUND
  }

  add(hit: Hit): void {
    const same = this.#same.get(hit.id) ?? 0
    if (same >= SAME_BOUND || this.isFull) return
    this.#same.set(hit.id, same + 1)
    this.list.push(hit)
  }
}
