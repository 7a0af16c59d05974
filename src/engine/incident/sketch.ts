import { hashText, mix } from '../page/hash.ts'
import type { Observation } from '../page/observation.ts'
import { Folder } from '../text/fold.ts'

/** Numbers of one sketch; the share that two have in common estimates what their sets have in common. */
export const SKETCH_SIZE = 32

/**
 * What a page says and how it is built as MinHash sketches (Broder 1997): alike pages have alike sketches, and no text
 * can be read out of them. Empty where there is too little to tell by.
 */
export interface Sketch {
  /** Runs of five letters of the visible text, folded. */
  text: number[]
  /** Class names and hosts of pictures, frames and sound: how tags stand tells no poster from another. */
  structure: number[]
}

const RUN = 5
/** Text beyond this is no poster's. */
const LETTERS_BOUND = 20_000
const FEWEST_RUNS = 12
const FEWEST_FEATURES = 4

/** The sketch of a page: taken of one that is not the site's own, for on a site's own page it is the site's. */
export function sketchOf({ blocks, tokens }: Observation): Sketch {
  const folder = new Folder(LETTERS_BOUND)
  for (const { text, place } of blocks) {
    if (place === 'navigation' || place === 'alt') continue
    if (folder.length + text.length > LETTERS_BOUND) break
    folder.add(text)
  }
  const { letters, length } = folder.finish()
  const runs = new Set<number>()
  for (let i = 0; i + RUN <= length; i++)
    runs.add(hashText(String.fromCharCode(...letters.subarray(i, i + RUN))))
  const features = new Set([...tokens.names, ...tokens.hosts])
  return {
    text: runs.size < FEWEST_RUNS ? [] : minHash(runs),
    structure: features.size < FEWEST_FEATURES ? [] : minHash(features),
  }
}

function minHash(items: ReadonlySet<number>): number[] {
  const least = new Uint32Array(SKETCH_SIZE).fill(0xffffffff)
  for (const item of items)
    for (let i = 0; i < SKETCH_SIZE; i++) {
      const hash = mix(item, i)
      if (hash < (least[i] ?? 0)) least[i] = hash
    }
  return Array.from(least)
}

/** Estimated share in common, 0 to 1; 0 where either is empty. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  if (a.length !== SKETCH_SIZE || b.length !== SKETCH_SIZE) return 0
  return a.filter((value, i) => value === b[i]).length / SKETCH_SIZE
}
