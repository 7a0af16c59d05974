import { parseAddress } from '../page/address.ts'
import type { Observation } from '../page/observation.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { SIGNATURE_VERSION, type SiteSignature } from './signature.ts'

export interface Visit {
  observation: Observation
  verdict: Verdict
  /** Milliseconds since the epoch. */
  now: number
}

/** What is known of the site after this visit. Takes in nothing from a page with evidence against it. */
export function learn(site: SiteSignature | null, visit: Visit): SiteSignature {
  const host = parseAddress(visit.observation.url)?.host ?? ''
  return (
    site ?? {
      version: SIGNATURE_VERSION,
      host,
      firstSeen: visit.now,
      lastSeen: visit.now,
      visits: 1,
      templates: [],
    }
  )
}
