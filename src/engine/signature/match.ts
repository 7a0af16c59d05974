import type { Observation } from '../page/observation.ts'
import { type Containment, held } from './core.ts'
import type { PageFeatures } from './features.ts'
import { rangeOf, scriptFit, sizeFit } from './ranges.ts'
import { type FamilyName, type Generation, type SiteSignature, type Template, WINDOW } from './signature.ts'

/** A page held against one design that is known, whoever says so. */
export interface PageMatch {
  /** 0: nothing in common with what is known; 1: all of it is here. */
  score: number
  /** 0: the core could be anybody's; 1: nobody else has it. */
  telling: number
  /** Whether a frame over everything is usual. */
  hasCover: boolean
}

/** A page held against a design that was learned. */
export interface TemplateMatch extends PageMatch {
  template: Template
  /** The design it was held against, and how many came after it. */
  generation: Generation
  age: number
  containment: Containment
}

/**
 * Own navigation links and normalised class names tell a site best: a redesign keeps the first, a new edition both.
 * Hosts and identity speak of the head and survive a replaced body, so they never clear a page.
 */
export const FAMILY_WEIGHT: Record<FamilyName, number> = {
  links: 0.45,
  names: 0.4,
  structure: 0.15,
  hosts: 0,
  contexts: 0,
  identity: 0,
}

/** Visits after which a first template is more than a first impression. */
const SETTLED_VISITS = 2
/** An older design that is back counts, but for less. */
const AGE_DISCOUNT = [1, 0.9, 0.8]
/** Own features of a core from which it tells the site from any other. */
export const TELLING_CORE = 16

/** Whether a template is believed so far that pages are held against it. */
export const isSettled = ({ standing, visits }: Template): boolean =>
  standing === 'trusted' || (standing === 'provisional' && visits >= SETTLED_VISITS)

/** The design that the page is most like, or null where there is none to hold it against. */
export function bestMatch(
  site: SiteSignature | null,
  page: PageFeatures,
  isMeant: (template: Template) => boolean = isSettled,
): TemplateMatch | null {
  let best: TemplateMatch | null = null
  for (const template of site?.templates ?? []) {
    if (!isMeant(template)) continue
    template.generations.forEach((generation, age) => {
      const match = matchGeneration(template, generation, age, page)
      if (match !== null && match.score > (best?.score ?? -1)) best = match
    })
  }
  return best
}

/** A page this much like a template is another version of it. */
export const SAME_TEMPLATE = 0.5

/**
 * The template the page is a version of: of those believed if it can be, else of those that wait; null for neither.
 * What waits can say what is new on its page; it never clears one.
 */
export function ownMatch(
  site: SiteSignature | null,
  page: PageFeatures,
  settled: TemplateMatch | null = bestMatch(site, page),
): TemplateMatch | null {
  if (settled !== null && settled.score >= SAME_TEMPLATE) return settled
  const waiting = bestMatch(site, page, (template) => !isSettled(template))
  return waiting !== null && waiting.score >= SAME_TEMPLATE ? waiting : null
}

function matchGeneration(
  template: Template,
  generation: Generation,
  age: number,
  page: PageFeatures,
): TemplateMatch | null {
  const { containment, own } = held(generation, page)
  let sum = 0
  let weight = 0
  for (const family of ['links', 'names', 'structure'] as const) {
    const share = containment[family]
    if (share === null) continue
    sum += share * FAMILY_WEIGHT[family]
    weight += FAMILY_WEIGHT[family]
  }
  if (weight === 0) return null
  const score = (sum / weight) * (AGE_DISCOUNT[age] ?? 0)
  const telling = Math.min(1, own / TELLING_CORE)
  const hasCover = rangeOf(generation, 'covers').high > 0
  return { template, generation, age, score, containment, telling, hasCover }
}

/** How far the rest fits: sizes and writing systems, each 0 to 1; null before there are versions enough to know. */
export function fit({ generation }: TemplateMatch, observation: Observation) {
  if (generation.visits < WINDOW) return null
  return {
    size: sizeFit(generation, observation.counts),
    scripts: scriptFit(generation, observation),
  }
}
