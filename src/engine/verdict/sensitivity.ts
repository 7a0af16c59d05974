import figures from './sensitivity-figures.json'
import { shippedWeights, type Weights } from './weights.ts'

/** How soon a page gets a banner. */
export const SENSITIVITIES = ['quiet', 'balanced', 'watchful'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

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

/** What each step costs, in visits of the development corpus; `npm run generate:sensitivities` counts them. */
export interface Costs {
  /** Altered pages, and how many of them are told. */
  altered: number
  told: number
  /** Healthy pages, and how many of them get a banner all the same. */
  healthy: number
  accused: number
}

export const costsOf = (sensitivity: Sensitivity): Costs => ({
  altered: figures.altered,
  healthy: figures.healthy,
  ...figures.steps[sensitivity],
})
