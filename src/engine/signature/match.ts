import { type Containment, containment } from './core.ts'
import type { PageFeatures } from './features.ts'
import type { FamilyName, SiteSignature, Template } from './signature.ts'

export interface TemplateMatch {
  template: Template
  /** 0: nothing in common with what is known; 1: all of it is here. */
  score: number
  containment: Containment
}

/**
 * Own navigation links and normalised class names tell a site best: a redesign keeps the first, a new edition both.
 * Hosts speak of the head and survive a replaced body, so they never clear a page.
 */
const FAMILY_WEIGHT: Record<FamilyName, number> = {
  links: 0.45,
  names: 0.4,
  structure: 0.15,
  hosts: 0,
  contexts: 0,
}

/** Visits after which a template is more than a first impression. */
export const TRUSTED_VISITS = 2

/** The template that the page is most like, or null where nothing is known yet. */
export function bestMatch(
  site: SiteSignature | null,
  page: PageFeatures,
  onlyTrusted: boolean,
): TemplateMatch | null {
  let best: TemplateMatch | null = null
  for (const template of site?.templates ?? []) {
    if (onlyTrusted && template.visits < TRUSTED_VISITS) continue
    const match = matchTemplate(template, page)
    if (match !== null && match.score > (best?.score ?? -1)) best = match
  }
  return best
}

function matchTemplate(template: Template, page: PageFeatures): TemplateMatch | null {
  const shares = containment(template, page)
  let sum = 0
  let weight = 0
  for (const family of ['links', 'names', 'structure'] as const) {
    const share = shares[family]
    if (share === null) continue
    sum += share * FAMILY_WEIGHT[family]
    weight += FAMILY_WEIGHT[family]
  }
  return weight === 0 ? null : { template, score: sum / weight, containment: shares }
}
