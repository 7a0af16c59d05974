import type { Block, Observation } from '../page/observation.ts'
import { SIZE_NAMES, type Sizes } from './signature.ts'

/** UTF-16 units from which a text that stands in several places is more than a label. */
const STORY = 24

/** How large a page is, by what its template keeps within bounds. */
export function sizesOf({ counts, blocks }: Observation): Sizes {
  const { elements, text, ownLinks, covers } = counts
  return { elements, text, ownLinks, covers, repeats: mostRepeated(blocks).times }
}

/** The longer text that stands in most places of the page. */
export function mostRepeated(blocks: readonly Block[]): { text: string; times: number } {
  const places = new Map<string, number>()
  let most = { text: '', times: 0 }
  for (const { text } of blocks) {
    if (text.length < STORY) continue
    const times = (places.get(text) ?? 0) + 1
    places.set(text, times)
    if (times > most.times) most = { text, times }
  }
  return most
}

/** Share of the way that a bound goes towards a page that does not reach it. */
const SHRINKING = 0.1

/** The bounds after one more page: moved out as far as it takes, and in a little where it leaves room. */
export function widen(least: Sizes, most: Sizes, page: Sizes): { least: Sizes; most: Sizes } {
  const next = { least: { ...page }, most: { ...page } }
  for (const name of SIZE_NAMES) {
    next.least[name] = Math.min(page[name], least[name] + (page[name] - least[name]) * SHRINKING)
    next.most[name] = Math.max(page[name], most[name] + (page[name] - most[name]) * SHRINKING)
  }
  return next
}
