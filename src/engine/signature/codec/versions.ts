import { type Generation, RANGED_COUNTS, SIGNATURE_VERSION } from '../signature.ts'

/**
 * How many of `RANGED_COUNTS` a signature of each readable version holds; new ones are added at the end. Whoever raises
 * the version leaves the line of the one before, and says below what takes the place of what it did not have: else
 * readers lose with an update all that was learned.
 */
const HELD = { 3: 14, [SIGNATURE_VERSION]: RANGED_COUNTS.length } as const
export type Version = keyof typeof HELD

/** Versions of the local form that can be read, the latest last. */
export const VERSIONS = [3, SIGNATURE_VERSION] as const satisfies readonly Version[]

/** Of how many counts a signature of some version holds the ranges. */
export const rangesHeld = (version: Version): number => HELD[version]

/** All ranges of a design, of which its version may have held fewer. */
export function allRanges(low: Uint8Array, high: Uint8Array): Pick<Generation, 'low' | 'high'> {
  const missing = RANGED_COUNTS.length - low.length
  if (missing === 0) return { low, high }
  // Of headlines no more can have been the same than of all texts. What is too wide narrows with every few visits.
  const most = high[RANGED_COUNTS.indexOf('repeats')] ?? 0
  return {
    low: Uint8Array.from([...low, ...Array<number>(missing).fill(0)]),
    high: Uint8Array.from([...high, ...Array<number>(missing).fill(most)]),
  }
}
