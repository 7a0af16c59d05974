import { BREAK, type Folded } from './fold.ts'
import { EDGE, filterBit, type PhraseTable, slotOf } from './phrase-table.ts'

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
 * (the longest phrase). Words must begin and end where the phrase's do, unless the phrase is open there or the script
 * is written without spaces; a phrase may be run together or spaced out letter by letter.
 */
export function scan(folded: Folded, table: PhraseTable): Hit[] {
  const { letters, length, breaks } = folded
  const { filter, slots, slotMask, ends } = table
  const hits = new HitList()
  for (let start = 0; start + 2 < length && !hits.isFull; start++) {
    const bit = filterBit(letters[start] ?? 0, letters[start + 1] ?? 0, letters[start + 2] ?? 0)
    if (((filter[bit >> 5] ?? 0) & (1 << (bit & 31))) === 0) continue
    let node = 0
    for (let at = start; at < length; at++) {
      if (at > start && breaks[at] === BREAK.sentence) break
      node = childOf(slots, slotMask, node, letters[at] ?? 0)
      if (node === 0) break
      if (ends[node] !== 0) report(folded, table, node, start, at + 1, hits)
    }
  }
  return hits.list
}

function childOf(slots: Uint32Array, mask: number, node: number, unit: number): number {
  for (let slot = slotOf(node, unit) & mask; ; slot = (slot + 1) & mask) {
    const at = slot * 3
    const parent = slots[at]
    if (parent === 0) return 0
    if (parent === node + 1 && slots[at + 1] === unit) return slots[at + 2] ?? 0
  }
}

/** All phrases that end at this node and stand here as words. */
function report(
  folded: Folded,
  table: PhraseTable,
  node: number,
  start: number,
  end: number,
  hits: HitList,
): void {
  for (let next = table.ends[node] ?? 0; next !== 0; ) {
    const at = (next - 1) * 4
    const [id = 0, after = 0, gaps = 0, shape = 0] = table.terminals.subarray(at, at + 4)
    if (standsHere(folded, table.gaps, gaps, shape >>> 16, start, end)) hits.add({ id, start, end })
    next = after
  }
}

function standsHere(
  folded: Folded,
  gaps: Uint8Array,
  gapsAt: number,
  edges: number,
  start: number,
  end: number,
): boolean {
  const { breaks, length } = folded
  if ((edges & EDGE.openStart) === 0 && breaks[start] === BREAK.none) return false
  if ((edges & EDGE.openEnd) === 0 && end < length && breaks[end] === BREAK.none) return false
  let strange = 0
  let inWord = 0
  for (let i = 1; i < end - start; i++) {
    if (gaps[gapsAt + i] === 1) continue
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
