import { BREAK, Folder } from './fold.ts'
import { isUnspaced } from './units.ts'

/** Folded letters of a phrase: fewer hit everywhere, more are no phrase. */
export const SHORTEST_PHRASE = 3
export const LONGEST_PHRASE = 120

const MAGIC = 0x4d485031
const HEADER = 6
/** Bits of the 3-letter filter: 8 KB, small enough to stay in the first cache. */
const FILTER_BITS = 65_536

/** A phrase as written in a pack, and the number its hits are reported under. */
export interface Phrase {
  text: string
  /** Below 2^24. */
  id: number
}

export const EDGE = { openStart: 1, openEnd: 2 } as const

/**
 * What the scanner runs on, in one buffer that can be stored and loaded as it is:
 * header (magic, nodes, slots, terminals, gap bytes, 0), filter, trie slots (parent, unit, child), first terminal of
 * each node, terminals (id, next, gaps at, length and edges), gaps.
 */
export interface PhraseTable {
  buffer: ArrayBuffer
  filter: Uint32Array
  slotMask: number
  /** Three entries a slot: parent node + 1 (0: empty), unit, child node. */
  slots: Uint32Array
  /** First terminal + 1 of each node, 0 where no phrase ends. */
  ends: Uint32Array
  /** Four entries a terminal: phrase id, next terminal + 1, place in `gaps`, length | edges << 16. */
  terminals: Uint32Array
  /** One byte a letter: 1 where the phrase has a word gap before it. */
  gaps: Uint8Array
}

/** Slot where the search for a child begins. */
export const slotOf = (node: number, unit: number): number => {
  const hash = Math.imul(Math.imul(node, 0x9e3779b1) ^ unit, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** Bit of the filter for three letters. */
export const filterBit = (a: number, b: number, c: number): number =>
  (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 16

interface FoldedPhrase {
  letters: Uint16Array
  gaps: Uint8Array
  edges: number
  id: number
}

/** Builds the table. Throws one sentence that names the phrase where one cannot be matched. */
export function buildPhraseTable(phrases: readonly Phrase[]): PhraseTable {
  const folded = phrases.map(foldPhrase)
  const trie = new TrieBuilder()
  for (const phrase of folded) trie.add(phrase)
  return trie.finish()
}

/** Throws one sentence about the first phrase that cannot be matched. */
export function checkPhrases(phrases: readonly Phrase[]): void {
  phrases.forEach(foldPhrase)
}

/** Opens a stored table; null where the buffer is not one. */
export function openPhraseTable(buffer: ArrayBuffer): PhraseTable | null {
  if (buffer.byteLength < HEADER * 4) return null
  const [magic = 0, nodes = 0, slots = 0, terminals = 0, gaps = 0] = new Uint32Array(buffer, 0, HEADER)
  const words = HEADER + FILTER_BITS / 32 + slots * 3 + nodes + terminals * 4
  if (magic !== MAGIC || buffer.byteLength !== words * 4 + gaps || (slots & (slots - 1)) !== 0) return null
  let at = HEADER * 4
  const take = (count: number) => {
    const part = new Uint32Array(buffer, at, count)
    at += count * 4
    return part
  }
  return {
    buffer,
    filter: take(FILTER_BITS / 32),
    slotMask: slots - 1,
    slots: take(slots * 3),
    ends: take(nodes),
    terminals: take(terminals * 4),
    gaps: new Uint8Array(buffer, at, gaps),
  }
}

/** The phrase as it is looked for. */
function foldPhrase({ text, id }: Phrase): FoldedPhrase {
  const openStart = text.startsWith('*')
  const openEnd = text.endsWith('*')
  const folder = new Folder(text.length)
  folder.add(text.slice(openStart ? 1 : 0, openEnd ? -1 : undefined))
  const { letters, breaks, length } = folder.finish()
  if (length < SHORTEST_PHRASE || length > LONGEST_PHRASE)
    throw new Error(
      `The phrase "${text}" folds to ${length} letters; use ${SHORTEST_PHRASE} to ${LONGEST_PHRASE}.`,
    )
  const gaps = new Uint8Array(length)
  for (let i = 1; i < length; i++) {
    if (breaks[i] === BREAK.sentence)
      throw new Error(
        `The phrase "${text}" goes over the end of a sentence; write its sentences as phrases of their own.`,
      )
    gaps[i] = breaks[i] === BREAK.word ? 1 : 0
  }
  const isOpen = (unit: number | undefined) => unit !== undefined && isUnspaced(unit)
  const edges =
    (openStart || isOpen(letters[0]) ? EDGE.openStart : 0) |
    (openEnd || isOpen(letters[length - 1]) ? EDGE.openEnd : 0)
  return { letters: letters.slice(0, length), gaps, edges, id }
}

class TrieBuilder {
  readonly #children = new Map<number, Map<number, number>>([[0, new Map()]])
  readonly #ends: number[] = [0]
  readonly #terminals: number[] = []
  readonly #gaps: number[] = []
  readonly #filter = new Uint32Array(FILTER_BITS / 32)

  add({ letters, gaps, edges, id }: FoldedPhrase): void {
    const [a = 0, b = 0, c = 0] = letters
    const bit = filterBit(a, b, c)
    this.#filter[bit >> 5] = (this.#filter[bit >> 5] ?? 0) | (1 << (bit & 31))
    let node = 0
    for (const unit of letters) node = this.#child(node, unit)
    const next = this.#ends[node] ?? 0
    this.#terminals.push(id, next, this.#gaps.length, letters.length | (edges << 16))
    this.#ends[node] = this.#terminals.length / 4
    for (const gap of gaps) this.#gaps.push(gap)
  }

  finish(): PhraseTable {
    const nodes = this.#ends.length
    let slots = 16
    while (slots < nodes * 2) slots *= 2
    const filterWords = FILTER_BITS / 32
    const words = HEADER + filterWords + slots * 3 + nodes + this.#terminals.length
    const buffer = new ArrayBuffer(words * 4 + this.#gaps.length)
    new Uint32Array(buffer, 0, HEADER).set([
      MAGIC,
      nodes,
      slots,
      this.#terminals.length / 4,
      this.#gaps.length,
      0,
    ])
    const table = openPhraseTable(buffer)
    if (table === null)
      throw new Error('The phrase table has the wrong size; this is a fault of its builder.')
    table.filter.set(this.#filter)
    table.ends.set(this.#ends)
    table.terminals.set(this.#terminals)
    table.gaps.set(this.#gaps)
    for (const [node, children] of this.#children)
      for (const [unit, child] of children) this.#place(table, node, unit, child)
    return table
  }

  #child(node: number, unit: number): number {
    let children = this.#children.get(node)
    if (children === undefined) {
      children = new Map()
      this.#children.set(node, children)
    }
    let child = children.get(unit)
    if (child === undefined) {
      child = this.#ends.push(0) - 1
      children.set(unit, child)
    }
    return child
  }

  #place({ slots, slotMask }: PhraseTable, node: number, unit: number, child: number): void {
    let slot = slotOf(node, unit) & slotMask
    while (slots[slot * 3] !== 0) slot = (slot + 1) & slotMask
    slots.set([node + 1, unit, child], slot * 3)
  }
}
