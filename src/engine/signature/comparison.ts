import type { Observation } from '../page/observation.ts'
import { type CoreSignature, matchCore } from './core-signature.ts'
import { pageFeatures, routeOf } from './features.ts'
import { bestMatch, ownMatch, type PageMatch, SAME_TEMPLATE, type TemplateMatch } from './match.ts'
import type { SiteSignature } from './signature.ts'
import { isKnownRoute } from './standing.ts'

/** Who says what a site's pages look like, most believed first; what was learned here comes last. */
export const AUTHORITIES = ['owner', 'feed'] as const

/** What somebody more to be believed than one reader's visits says of a host. */
export interface Authority {
  source: (typeof AUTHORITIES)[number]
  signature: CoreSignature
}

/** A page held against all that is known of its host. */
export interface Comparison {
  /** The design the page is most like, by whoever is to be believed most; null where nothing is known. */
  match: PageMatch | null
  /** The same by what was learned here alone. */
  learned: TemplateMatch | null
  /** The learned template the page is a version of, also one that only waits to be believed. */
  own: TemplateMatch | null
  /** Whether pages known to be good stand at this address. */
  isKnownRoute: boolean
  /** Who decided, where it was not what was learned here. */
  decidedBy: Authority | null
  /** Whether what was learned here says otherwise. */
  isDisputed: boolean
}

const UNKNOWN: Comparison = {
  match: null,
  learned: null,
  own: null,
  isKnownRoute: false,
  decidedBy: null,
  isDisputed: false,
}

export function compare(
  observation: Observation,
  site: SiteSignature | null,
  authority: Authority | null,
): Comparison {
  // Most pages are met for the first time, and then there is nothing to hold them against.
  if (authority === null && (site === null || site.templates.length === 0)) return UNKNOWN
  const page = pageFeatures(observation)
  const learned = bestMatch(site, page)
  const stated = authority === null ? null : matchCore(authority.signature, page)
  return {
    match: stated ?? learned,
    learned,
    own: ownMatch(site, page, learned),
    isKnownRoute: stated !== null || (site !== null && isKnownRoute(site, routeOf(observation))),
    decidedBy: stated === null ? null : authority,
    isDisputed: stated !== null && learned !== null && isSame(stated) !== isSame(learned),
  }
}

const isSame = ({ score }: PageMatch): boolean => score >= SAME_TEMPLATE

/** Of two that both speak, the one to be believed; the newer of one kind. */
export function higher(a: Authority | null, b: Authority | null): Authority | null {
  if (a === null || b === null) return a ?? b
  if (a.source !== b.source) return AUTHORITIES.indexOf(a.source) < AUTHORITIES.indexOf(b.source) ? a : b
  return a.signature.issued >= b.signature.issued ? a : b
}
