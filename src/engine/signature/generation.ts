import type { Observation } from '../page/observation.ts'
import { boundFamily, coreOnly, emptyFamily, renewFamily } from './family.ts'
import type { PageFeatures } from './features.ts'
import { familiarShare } from './foreign.ts'
import { isDark, scriptShares, towards, towardsKept, widened } from './ranges.ts'
import {
  type Family,
  type FamilyName,
  type Generation,
  RANGED_COUNTS,
  SCRIPTS_LENGTH,
  SHARE_STEPS,
  WINDOW,
} from './signature.ts'

/**
 * Looks closer together are looks at one version: many visits within the hour cannot push out what is known, nor all that is
 * shown within a day what is trusted.
 */
const VERSION_TIME = { new: 3_600_000, trusted: 6 * 3_600_000 } as const
/** Features of one family that an older design is remembered by. */
const RETIRED_BOUND = 150

/** A page, and when it was seen. */
export interface Sight {
  observation: Observation
  page: PageFeatures
  /** Milliseconds since the epoch. */
  now: number
}

export function renewGeneration(
  before: Generation,
  { observation, page, now }: Sight,
  isTrusted: boolean,
): Generation {
  const apart = isTrusted ? VERSION_TIME.trusted : VERSION_TIME.new
  const isSame = before.visits >= WINDOW && Math.abs(now - before.versionAt) < apart
  const scripts = scriptShares(observation)
  const isFirst = before.visits === 0
  const dark = isDark(observation) ? SHARE_STEPS : 0
  return {
    firstSeen: Math.min(before.firstSeen, now),
    lastSeen: Math.max(before.lastSeen, now),
    visits: before.visits + 1,
    versionAt: isSame ? before.versionAt : now,
    families: mapFamilies((name) => renewFamily(before.families[name], page[name], isSame)),
    ...widened(before, observation.counts),
    scripts: isFirst ? scripts : before.scripts.map((share, i) => towardsKept(share, scripts[i] ?? 0)),
    dark: isFirst ? dark : towards(before.dark, dark),
    familiarity: nextFamiliarity(before, observation),
  }
}

/** A running mean that the first visit starts at nothing: what nobody has seen before is not familiar yet. */
function nextFamiliarity({ visits, families, familiarity }: Generation, observation: Observation): number {
  if (visits === 0) return 0
  const share = familiarShare(new Set(families.contexts.tokens), observation) * SHARE_STEPS
  return visits === 1 ? Math.round(share) : towards(familiarity, share)
}

/** What is kept of a design that another has taken the place of. */
export const retired = (generation: Generation): Generation => ({
  ...generation,
  families: mapFamilies((name) =>
    boundFamily(coreOnly(generation.families[name], generation.visits), RETIRED_BOUND),
  ),
})

export const emptyGeneration = (now: number): Generation => ({
  firstSeen: now,
  lastSeen: now,
  visits: 0,
  versionAt: now,
  families: mapFamilies(emptyFamily),
  low: new Uint8Array(RANGED_COUNTS.length),
  high: new Uint8Array(RANGED_COUNTS.length),
  scripts: new Uint8Array(SCRIPTS_LENGTH),
  dark: 0,
  familiarity: 0,
})

export function mapFamilies(of: (name: FamilyName) => Family): Record<FamilyName, Family> {
  return {
    structure: of('structure'),
    names: of('names'),
    links: of('links'),
    hosts: of('hosts'),
    contexts: of('contexts'),
    identity: of('identity'),
  }
}
