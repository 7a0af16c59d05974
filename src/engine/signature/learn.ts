import { parseAddress } from '../page/address.ts'
import type { Observation } from '../page/observation.ts'
import { isCalm, type Verdict } from '../verdict/verdict.ts'
import { pageFeatures, routeOf } from './features.ts'
import type { Sight } from './generation.ts'
import { isSettled, ownMatch } from './match.ts'
import { SIGNATURE_VERSION, type SiteSignature, type Template } from './signature.ts'
import { earned, vouchFor, weaker } from './standing.ts'
import { decayed, emptyTemplate, makeRoom, renewTemplate, succeed } from './templates.ts'

export interface Visit {
  observation: Observation
  verdict: Verdict
  /** Milliseconds since the epoch. */
  now: number
}

/** Points from which a page is not learned although nothing is said of it yet. */
const UNEASY_POINTS = -1
/** Bits of somebody's words or of foreign blocks that a page may carry and still be learned. */
const UNEASY_EVIDENCE = 2.6
const TELLTALE = new Set([
  'foreign-words',
  'foreign-loud',
  'foreign-overlay',
  'outright-words',
  'repeated',
  'new-repeat',
  'same-headline',
])

/**
 * What is known of the site after this visit. Nothing is taken in from a page with evidence against it, an error, a
 * wall, or a page that was not fully looked at: then the same signature comes back.
 */
export function learn(site: SiteSignature | null, visit: Visit): SiteSignature | null {
  if (!isLearnable(visit)) return site
  const { observation, now } = visit
  const known = site ?? emptySite(parseAddress(observation.url)?.host ?? '', now)
  const sight: Sight = { observation, page: pageFeatures(observation), now }
  const visits = known.visits + 1
  const { templates, latest } = takeIn(known, sight, visits)
  return {
    ...known,
    firstSeen: Math.min(known.firstSeen, now),
    lastSeen: Math.max(known.lastSeen, now),
    visits,
    latest,
    templates: decayed(templates, visits, now),
  }
}

function isLearnable({ observation, verdict: { kind, points, evidence } }: Visit): boolean {
  const telltale = evidence
    .filter(({ id, group, points: bits }) => bits > 0 && (group === 'patterns' || TELLTALE.has(id)))
    .reduce((sum, { points: bits }) => sum + bits, 0)
  const isUneasy = points > UNEASY_POINTS || telltale > UNEASY_EVIDENCE
  return isCalm(kind) && observation.limits.length === 0 && !isUneasy
}

function takeIn(known: SiteSignature, sight: Sight, visits: number) {
  const { templates } = known
  const match = ownMatch(known, sight.page)
  const isKnown = match !== null
  const vouch =
    isKnown && isSettled(match.template) ? 'links' : vouchFor(known, sight.page, sight.observation.counts)
  const standing = templates.some(isSettled) ? 'quarantine' : 'provisional'
  const before = isKnown ? match.template : emptyTemplate(known, standing, vouch, sight.now)
  const seen = renewTemplate(before, match?.age ?? 0, sight, visits, routeOf(sight.observation))
  const renewed = { ...seen, vouch: weaker(before.vouch, vouch) }
  const risen = { ...renewed, standing: earned(renewed) }
  const others = isKnown ? templates.filter((one) => one !== before) : makeRoom(templates, vouch)
  return { latest: risen.id, templates: settle(others, before, risen) }
}

/**
 * What is now trusted may be the next design of something known. Before, it stands beside it: whoever has a few designs of
 * theirs shown within a day must not push out what was known for weeks.
 */
function settle(others: readonly Template[], before: Template, risen: Template): Template[] {
  const isNew = before.standing !== 'trusted' && risen.standing === 'trusted'
  return isNew ? succeed(others, risen) : [...others, risen]
}

const emptySite = (host: string, now: number): SiteSignature => ({
  version: SIGNATURE_VERSION,
  host,
  firstSeen: now,
  lastSeen: now,
  visits: 0,
  latest: 0,
  templates: [],
})
