import { parseAddress } from '../page/address.ts'

import type { Observation } from '../page/observation.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { type PageFeatures, pageFeatures } from './features.ts'
import { familiarShare } from './foreign.ts'
import { nextAddresses } from './known-address.ts'
import { bestMatch } from './match.ts'
import {
  FAMILY_BOUND,
  FAMILY_NAMES,
  type Family,
  SIGNATURE_VERSION,
  type SiteSignature,
  TEMPLATES_BOUND,
  type Template,
  WINDOW,
} from './signature.ts'
import { sizesOf, widen } from './sizes.ts'

export interface Visit {
  observation: Observation
  verdict: Verdict
  /** Milliseconds since the epoch. */
  now: number
}

/** A page this much like a template is another version of it. */
const SAME_TEMPLATE = 0.5
const WINDOW_BITS = (1 << WINDOW) - 1

/**
 * What is known of the site after this visit. Nothing is taken in from a page with evidence against it, an error, a
 * wall, or a page that was not fully looked at: then the same signature comes back.
 */
export function learn(site: SiteSignature | null, visit: Visit): SiteSignature | null {
  if (!isLearnable(visit)) return site
  const { observation, now } = visit
  const page = pageFeatures(observation)
  const known = site ?? emptySite(parseAddress(observation.url)?.host ?? '', now)
  const match = bestMatch(known, page, false)
  const isKnown = match !== null && match.score >= SAME_TEMPLATE
  const template = isKnown ? match.template : emptyTemplate(nextId(known.templates), visit)
  const renewed = renew(template, visit, page)
  const templates = isKnown
    ? known.templates.map((one) => (one === template ? renewed : one))
    : [...roomFor(known.templates), renewed]
  return {
    ...known,
    lastSeen: Math.max(known.lastSeen, now),
    visits: known.visits + 1,
    templates,
    addresses: nextAddresses(known.addresses, observation.url, template.id),
  }
}

function isLearnable({ observation, verdict }: Visit): boolean {
  const isHealthy = verdict.kind === 'intact' || verdict.kind === 'unfamiliar' || verdict.kind === 'changed'
  return isHealthy && observation.limits.length === 0
}

function renew(template: Template, { observation, now }: Visit, page: PageFeatures): Template {
  const families = { ...template.families }
  for (const family of FAMILY_NAMES) families[family] = renewFamily(template.families[family], page[family])
  return {
    ...template,
    lastSeen: Math.max(template.lastSeen, now),
    visits: template.visits + 1,
    families,
    ...widen(template.least, template.most, sizesOf(observation)),
    familiarity: nextFamiliarity(template, observation),
  }
}

/** A running mean that the first visit starts at nothing: what nobody has seen before is not familiar yet. */
function nextFamiliarity(template: Template, observation: Observation): number {
  if (template.visits === 0) return 0
  const share = familiarShare(new Set(template.families.contexts.tokens), observation)
  return template.visits === 1 ? share : template.familiarity * 0.7 + share * 0.3
}

/** Every version pushes the oldest out; what is seen in none of the last ones is forgotten. */
function renewFamily(family: Family, present: readonly number[]): Family {
  const here = new Set(present)
  const seen = new Map<number, number>()
  family.tokens.forEach((token, i) => {
    const bits = (((family.seen[i] ?? 0) << 1) & WINDOW_BITS) | (here.has(token) ? 1 : 0)
    if (bits !== 0) seen.set(token, bits)
  })
  for (const token of present) if (!seen.has(token)) seen.set(token, 1)
  const kept = [...seen].sort((a, b) => b[1] - a[1]).slice(0, FAMILY_BOUND)
  return { tokens: kept.map(([token]) => token), seen: kept.map(([, bits]) => bits) }
}

/** The template not seen for longest makes room. */
function roomFor(templates: readonly Template[]): readonly Template[] {
  if (templates.length < TEMPLATES_BOUND) return templates
  const oldest = templates.reduce((old, template) => (template.lastSeen < old.lastSeen ? template : old))
  return templates.filter((template) => template !== oldest)
}

const nextId = (templates: readonly Template[]): number =>
  templates.reduce((most, template) => Math.max(most, template.id), 0) + 1

const emptyFamily = (): Family => ({ tokens: [], seen: [] })

function emptyTemplate(id: number, { observation, now }: Visit): Template {
  const sizes = sizesOf(observation)
  return {
    id,
    firstSeen: now,
    lastSeen: now,
    visits: 0,
    families: {
      structure: emptyFamily(),
      names: emptyFamily(),
      links: emptyFamily(),
      hosts: emptyFamily(),
      contexts: emptyFamily(),
    },
    least: sizes,
    most: sizes,
    familiarity: 0,
  }
}

const emptySite = (host: string, now: number): SiteSignature => ({
  version: SIGNATURE_VERSION,
  host,
  firstSeen: now,
  lastSeen: now,
  visits: 0,
  templates: [],
  addresses: [],
})
