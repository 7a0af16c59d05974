import { type Sketch, similarity } from './sketch.ts'

/** Pages that carry one message, or are of one make, told by examples of them. */
export interface Campaign {
  name: string
  examples: Sketch[]
}

/** From here on two texts are edits of one, and two pages of one make. */
const SAME_TEXT = 0.5
const SAME_STRUCTURE = 0.8
/** An example as near as this says nothing new. */
const KNOWN = 0.95
const EXAMPLES_BOUND = 16

/** The campaign a page belongs to: one of those given, or null for one of its own. */
export function findCampaign(campaigns: readonly Campaign[], sketch: Sketch): Campaign | null {
  let best: { campaign: Campaign; closeness: number } | null = null
  for (const campaign of campaigns)
    for (const example of campaign.examples) {
      const closeness = closenessOf(example, sketch)
      if (closeness >= 1 && closeness > (best?.closeness ?? 0)) best = { campaign, closeness }
    }
  return best?.campaign ?? null
}

/**
 * The campaign with one more page. A translation keeps the make and an edit keeps the text, so each page that joins by
 * one of the two can bring the other along for the next.
 */
export function joinCampaign(campaign: Campaign, sketch: Sketch): Campaign {
  const isKnown = campaign.examples.some(
    (example) =>
      similarity(example.text, sketch.text) >= KNOWN &&
      similarity(example.structure, sketch.structure) >= KNOWN,
  )
  if (isKnown || campaign.examples.length >= EXAMPLES_BOUND) return campaign
  return { ...campaign, examples: [...campaign.examples, sketch] }
}

/** 1 and more where two pages are of one campaign. */
const closenessOf = (a: Sketch, b: Sketch): number =>
  Math.max(similarity(a.text, b.text) / SAME_TEXT, similarity(a.structure, b.structure) / SAME_STRUCTURE)

export const isEmpty = ({ text, structure }: Sketch): boolean => text.length === 0 && structure.length === 0
