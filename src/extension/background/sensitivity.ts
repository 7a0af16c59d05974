import { weightsFor } from '../../engine/verdict/sensitivity.ts'
import type { Weights } from '../../engine/verdict/weights.ts'
import { settings } from './settings.ts'

/** The weights to judge by now. */
export async function currentWeights(): Promise<Weights> {
  return weightsFor((await settings()).sensitivity)
}
