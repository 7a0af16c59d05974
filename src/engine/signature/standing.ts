import type { Counts } from '../page/observation.ts'
import { held } from './core.ts'
import type { PageFeatures } from './features.ts'
import { isSettled } from './match.ts'
import { quantise, rangeOf } from './ranges.ts'
import { type SiteSignature, type Standing, type Template, VOUCHES, type Vouch } from './signature.ts'

/** Own links a page shares with the site, and their share of its links or of the site's, from which they vouch for it. */
const SHARED_LINKS = 5
const SHARED_SHARE = 0.3
/** Share of what the site says of itself that the page says too. */
const SAME_IDENTITY = 0.5
/** A page with less than a quarter of the elements, or of the links if there are some, is a poster, not a redesign. */
const SMALLER = 8
const SOME_LINKS = quantise(20)

/** Days on which a template is seen before it is trusted; three lie over two days at least. */
const TRUSTED_DAYS = 3
/** Visits, and days among them, after which what speaks for a new template lets it count. */
const PROBATION = { links: { visits: 2, days: 1 }, identity: { visits: 3, days: 2 } } as const

/** What of the known site the page still has, whatever its design. */
export function vouchFor(site: SiteSignature, page: PageFeatures, counts: Counts): Vouch {
  let vouch: Vouch = 'nothing'
  for (const template of site.templates) {
    if (!isSettled(template)) continue
    if (sharesLinks(template, page)) return 'links'
    if (isPoster(template, counts)) continue
    if (sharesIdentity(template, page)) vouch = 'identity'
    else if (vouch === 'nothing') vouch = 'size'
  }
  return vouch
}

export const weaker = (a: Vouch, b: Vouch): Vouch => (VOUCHES.indexOf(a) < VOUCHES.indexOf(b) ? a : b)

/** Whether an address is one of those that pages of the known templates stand at. */
export const isKnownRoute = ({ templates }: SiteSignature, route: number): boolean =>
  templates.some((template) => isSettled(template) && template.routes.includes(route))

/** The standing that a template's visits have earned it. */
export function earned(template: Template): Standing {
  const { standing, days } = template
  if (standing === 'trusted') return standing
  if (standing === 'quarantine' && !isPastProbation(template)) return standing
  return days >= TRUSTED_DAYS ? 'trusted' : 'provisional'
}

function isPastProbation({ vouch, visits, days }: Template): boolean {
  switch (vouch) {
    case 'links':
    case 'identity':
      return visits >= PROBATION[vouch].visits && days >= PROBATION[vouch].days
    case 'size':
      return days >= TRUSTED_DAYS
    case 'nothing':
      // Nothing but somebody who knows the page lets it in.
      return false
  }
}

function sharesLinks({ generations }: Template, page: PageFeatures): boolean {
  return generations.some((generation) => {
    const { links } = generation.families
    const shared = sharedCount(links.tokens, page.links)
    if (shared < SHARED_LINKS) return false
    return (
      shared / page.links.length >= SHARED_SHARE ||
      (held(generation, page).containment.links ?? 0) >= SHARED_SHARE
    )
  })
}

const sharesIdentity = ({ generations }: Template, page: PageFeatures): boolean =>
  generations.some((generation) => (held(generation, page).containment.identity ?? 0) >= SAME_IDENTITY)

function isPoster({ generations: [current] }: Template, { ownLinks, elements }: Counts): boolean {
  if (current === undefined) return false
  const usualLinks = rangeOf(current, 'ownLinks').low
  const isBare = usualLinks >= SOME_LINKS && quantise(ownLinks) < usualLinks - SMALLER
  return isBare || quantise(elements) < rangeOf(current, 'elements').low - SMALLER
}

/** How many values two sorted lists share. */
function sharedCount(a: Uint32Array, b: Uint32Array): number {
  let count = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const first = a[i] ?? 0
    const second = b[j] ?? 0
    if (first === second) count++
    if (first <= second) i++
    if (second <= first) j++
  }
  return count
}
