import { shippedWeights, type Weights } from '../../engine/verdict/weights.ts'
import type { Sensitivity } from '../messages.ts'
import { settings } from './settings.ts'

/** Bits by which less is enough for a banner. */
const WATCHFUL = 1

/** The weights as the reader wants them: only how soon a page is called unusual, never how soon it is taken away. */
export function weightsFor(sensitivity: Sensitivity): Weights {
  const { thresholds } = shippedWeights
  switch (sensitivity) {
    case 'quiet':
      return { ...shippedWeights, thresholds: { ...thresholds, suspect: thresholds.defaced } }
    case 'balanced':
      return shippedWeights
    case 'watchful':
      return { ...shippedWeights, thresholds: { ...thresholds, suspect: thresholds.suspect - WATCHFUL } }
  }
}

/** The weights to judge by now. */
export async function currentWeights(): Promise<Weights> {
  return weightsFor((await settings()).sensitivity)
}
