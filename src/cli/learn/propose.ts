import { checkPage } from '../../engine/check.ts'
import { parseAddress } from '../../engine/page/address.ts'
import type { Observation } from '../../engine/page/observation.ts'
import { approve } from '../../engine/signature/approve.ts'
import { coreSignature, matchCore } from '../../engine/signature/core-signature.ts'
import { pageFeatures } from '../../engine/signature/features.ts'
import { SAME_TEMPLATE } from '../../engine/signature/match.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { programPatterns } from '../program-patterns.ts'

/** A page as it was seen on one visit. */
export interface Sight {
  url: string
  observation: Observation
  /** Milliseconds since the epoch. */
  at: number
}

export interface Proposal {
  /** By host. */
  sites: Map<string, SiteSignature>
  /** Addresses by the id of the template they were learned into, by host. */
  addresses: Map<string, Map<number, Set<string>>>
  /** What was not learned, with the verdict that speaks against it. */
  left: { url: string; verdict: Verdict }[]
  /** Pages held back from a trial, and how many of them it recognised. */
  trial: { pages: number; recognised: number }
}

/** Every fourth address is held back from the trial. */
const HELD_BACK = 4

/** Learns pages that are the owner's by their own word: what a browser would wait days for is believed at once. */
export function propose(sights: readonly Sight[]): Proposal {
  const { sites, addresses, left } = learnAll(sights)
  const all = [...new Set(sights.map(({ url }) => url))]
  const held = new Set(all.filter((_, index) => index % HELD_BACK === HELD_BACK - 1))
  const trial = learnAll(sights.filter(({ url }) => !held.has(url)))
  const tried = [...new Map(sights.filter(({ url }) => held.has(url)).map((one) => [one.url, one])).values()]
  const recognised = tried.filter((sight) => isRecognised(sight, trial.sites)).length
  return { sites, addresses, left, trial: { pages: tried.length, recognised } }
}

function learnAll(sights: readonly Sight[]): Pick<Proposal, 'sites' | 'addresses' | 'left'> {
  const sites: Proposal['sites'] = new Map()
  const addresses: Proposal['addresses'] = new Map()
  const left = new Map<string, Verdict>()
  for (const { url, observation, at } of sights) {
    const host = hostOf(observation)
    const before = sites.get(host) ?? null
    const { verdict, site } = checkPage({
      observation,
      site: before,
      patterns: programPatterns(),
      weights: shippedWeights,
      now: at,
    })
    if (site === null || site === before) {
      left.set(url, verdict)
      continue
    }
    sites.set(host, approve(site, site.latest) ?? site)
    const mine = addresses.get(host) ?? new Map<number, Set<string>>()
    addresses.set(host, mine.set(site.latest, (mine.get(site.latest) ?? new Set()).add(url)))
  }
  return { sites, addresses, left: Array.from(left, ([url, verdict]) => ({ url, verdict })) }
}

/** By what would be published, not by all that was learned. */
function isRecognised({ observation, at }: Sight, sites: ReadonlyMap<string, SiteSignature>): boolean {
  const site = sites.get(hostOf(observation))
  if (site === undefined) return false
  const match = matchCore(coreSignature(site, at), pageFeatures(observation))
  return match !== null && match.score >= SAME_TEMPLATE
}

const hostOf = ({ url }: Observation): string => parseAddress(url)?.host ?? ''
