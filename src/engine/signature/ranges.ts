import { type Counts, type Observation, WRITING_SYSTEMS } from '../page/observation.ts'
import { type Generation, RANGED_COUNTS, type RangedCount, SHARE_STEPS } from './signature.ts'

/** Quarters of a doubling: counts that differ by less are the same. */
const STEPS_PER_DOUBLING = 4
/** Versions after which a bound that nothing touched moves in by one step: what is no longer seen is forgotten. */
const PATIENCE = 5
/** A count outside its range by less is no stranger. */
const TOLERANCE = STEPS_PER_DOUBLING

export const quantise = (count: number): number =>
  Math.min(255, Math.round(Math.log2(1 + count) * STEPS_PER_DOUBLING))

/** The count in the middle of a step. */
export const countOf = (step: number): number => 2 ** (step / STEPS_PER_DOUBLING) - 1

export const quantisedCounts = (counts: Counts): Uint8Array =>
  Uint8Array.from(RANGED_COUNTS, (name) => quantise(counts[name]))

/** The ranges widened to hold a page's counts. */
export function widened(before: Generation, counts: Counts): { low: Uint8Array; high: Uint8Array } {
  const here = quantisedCounts(counts)
  if (before.visits === 0) return { low: here, high: here.slice() }
  const step = before.visits % PATIENCE === 0 ? 1 : 0
  return {
    low: here.map((now, i) => Math.min(now, (before.low[i] ?? 0) + step)),
    high: here.map((now, i) => Math.max(now, (before.high[i] ?? 0) - step)),
  }
}

/** Lowest and highest of one count as they were usual; quantised. */
export function rangeOf({ low, high }: Generation, name: RangedCount): { low: number; high: number } {
  const index = RANGED_COUNTS.indexOf(name)
  return { low: low[index] ?? 0, high: high[index] ?? 0 }
}

/** Share of the counts that are about as large as they usually are, 0 to 1. */
export function sizeFit({ low, high }: Generation, counts: Counts): number {
  const here = quantisedCounts(counts)
  const fitting = here.filter(
    (now, i) => now >= (low[i] ?? 0) - TOLERANCE && now <= (high[i] ?? 0) + TOLERANCE,
  )
  return fitting.length / here.length
}

/** Share of the text that is written as the template usually is, 0 to 1; 1 where nothing is written. */
export function scriptFit({ scripts }: Generation, observation: Observation): number {
  const here = scriptShares(observation)
  const usual = scripts.reduce((sum, share) => sum + share, 0)
  if (usual === 0 || here.every((share) => share === 0)) return 1
  return here.reduce((sum, share, i) => sum + Math.min(share, scripts[i] ?? 0), 0) / SHARE_STEPS
}

/** A writing system that is there at all has a step: a menu's one entry in Russian is not none. */
export const scriptShares = ({ scripts }: Observation): Uint8Array =>
  Uint8Array.from(WRITING_SYSTEMS, (system) => Math.ceil(scripts[system] * SHARE_STEPS))

/** A running mean of shares: a third of the way to what is seen now. */
export const towards = (before: number, now: number): number => Math.round(before * 0.7 + now * 0.3)

/** The same, but what was ever there keeps a step. */
export const towardsKept = (before: number, now: number): number =>
  Math.max(before + now > 0 ? 1 : 0, towards(before, now))

export const isDark = ({ look, view }: Observation): boolean =>
  look.background === 'dark' || (view !== null && view.dark > 0.6)
