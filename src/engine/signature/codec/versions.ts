import { type Generation, RANGED_COUNTS, type RangedCount, SIGNATURE_VERSION } from '../signature.ts'

/**
 * How many of `RANGED_COUNTS` a signature of each readable version holds; new ones are added at the end. Whoever raises
 * the version leaves the line of the one before, and says below what takes the place of what it did not have: else
 * readers lose with an update all that was learned.
 */
const HELD = { 3: 14, [SIGNATURE_VERSION]: RANGED_COUNTS.length } as const
export type Version = keyof typeof HELD

/** Versions of the local form that can be read, the latest last. */
export const VERSIONS = [3, SIGNATURE_VERSION] as const satisfies readonly Version[]

/** Counts whose ranges a signature of some version holds, in order. */
export const rangesOf = (version: Version): readonly RangedCount[] => RANGED_COUNTS.slice(0, HELD[version])

/** All ranges of a design, of which its version may have held fewer. */
export function allRanges(
  version: Version,
  low: Uint8Array,
  high: Uint8Array,
): Pick<Generation, 'low' | 'high'> {
  const held = rangesOf(version)
  const bound = (bounds: Uint8Array, name: RangedCount) => bounds[held.indexOf(name)] ?? 0
  return {
    low: Uint8Array.from(RANGED_COUNTS, (name) => bound(low, name)),
    // Of headlines no more can have been the same than of all texts. What is too wide narrows with every few visits.
    high: Uint8Array.from(RANGED_COUNTS, (name) => bound(high, held.includes(name) ? name : 'repeats')),
  }
}
