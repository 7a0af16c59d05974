import { type Folded, Folder } from '../text/fold.ts'
import { scan } from '../text/scan.ts'
import type { PatternEntry, PatternSet } from './compile.ts'

/** A pattern found in one of several texts. */
export interface PatternHit {
  entry: PatternEntry
  /** Which of the texts. */
  text: number
  /** Place in that text, in UTF-16 units. */
  start: number
  end: number
}

/** Finds all patterns in texts; no phrase goes from one text to the next. Hits come in the order of the texts. */
export function findPatterns(texts: readonly string[], set: PatternSet): PatternHit[] {
  const folder = new Folder(texts.reduce((sum, text) => sum + text.length, 0))
  const starts: number[] = []
  for (const text of texts) {
    starts.push(folder.length)
    folder.add(text)
  }
  const folded = folder.finish()
  return scan(folded, set.table).flatMap(({ id, start, end }) => {
    const entry = set.entries[id]
    return entry === undefined ? [] : [{ entry, ...place(folded, starts, start, end) }]
  })
}

/** Turns places in the run of letters back into places in a text, by binary search. */
function place({ sources }: Folded, starts: readonly number[], start: number, end: number) {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= start) low = middle
    else high = middle - 1
  }
  return { text: low, start: sources[start] ?? 0, end: (sources[end - 1] ?? 0) + 1 }
}
