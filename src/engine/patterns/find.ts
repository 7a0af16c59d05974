import { type Folded, Folder } from '../text/fold.ts'
import { type Hit, scan } from '../text/scan.ts'
import type { PatternEntry, PatternSet } from './compile.ts'

/** A pattern found in one of several texts. */
export interface PatternHit {
  entry: PatternEntry
  /** Which of the texts; the first, where the words go on in the next. */
  text: number
  /** Place in that text, in UTF-16 units. */
  start: number
  end: number
}

/** Whether the words of a hit are some of those of another: "hacked" in "hacked by". */
export const isWithin = (part: PatternHit, whole: PatternHit): boolean =>
  part.text === whole.text &&
  part.start >= whole.start &&
  part.end <= whole.end &&
  part.end - part.start < whole.end - whole.start

/** How closely texts are read. A page with little to say is read for what a poster does and a newspaper does not. */
export interface Reading {
  /** A phrase may go on where single words stand in texts of their own. */
  joinsWords: boolean
  /** Also from the last letter to the first. */
  backwards: boolean
}

const AS_WRITTEN: Reading = { joinsWords: false, backwards: false }

/** Finds all patterns in texts. Hits come in the order of the texts, those read backwards after the others. */
export function findPatterns(
  texts: readonly string[],
  set: PatternSet,
  { joinsWords, backwards }: Reading = AS_WRITTEN,
): PatternHit[] {
  const { folded, starts } = fold(texts, joinsWords)
  const hits = toPatternHits(folded, scan(folded, set.table), { set, starts, texts })
  if (!backwards) return hits
  return [...hits, ...toPatternHits(folded, scan(folded, set.table, -1), { set, starts, texts })]
}

/** Finds all patterns in texts that are written from the last letter to the first, and no others. */
export function findBackwards(texts: readonly string[], set: PatternSet): PatternHit[] {
  const { folded, starts } = fold(texts, false)
  return toPatternHits(folded, scan(folded, set.table, -1), { set, starts, texts })
}

/** All texts as one run of letters, and where each begins in it. */
function fold(texts: readonly string[], joinsWords: boolean): { folded: Folded; starts: number[] } {
  let length = 0
  for (const text of texts) length += text.length
  const folder = new Folder(length)
  const starts: number[] = []
  let wasWord = false
  for (const text of texts) {
    starts.push(folder.length)
    const isWord = joinsWords && isOneWord(text)
    folder.add(text, 0, isWord && wasWord)
    wasWord = isWord
  }
  return { folded: folder.finish(), starts }
}

interface Source {
  set: PatternSet
  starts: readonly number[]
  texts: readonly string[]
}

function toPatternHits(folded: Folded, hits: readonly Hit[], { set, starts, texts }: Source): PatternHit[] {
  return hits.flatMap(({ id, start, end }) => {
    const entry = set.entries[id]
    if (entry === undefined) return []
    const text = textAt(starts, start)
    const last = textAt(starts, end - 1)
    const from = folded.sources[start] ?? 0
    const to = last === text ? (folded.sources[end - 1] ?? 0) + 1 : (texts[text] ?? '').length
    return [{ entry, text, start: from, end: to }]
  })
}

/** UTF-16 units of a word at the most. */
const WORD = 24

const isOneWord = (text: string): boolean => text.length <= WORD && text !== '' && !text.includes(' ')

/** Which text a place in the run of letters belongs to, by binary search. */
function textAt(starts: readonly number[], place: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return low
}
