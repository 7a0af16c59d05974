import { FEATURE_IDS } from '../../engine/verdict/feature.ts'
import { parseWeights, type Weights } from '../../engine/verdict/weights.ts'
import type { Sample } from './collect.ts'
import { crossValidate } from './folds.ts'
import { fitLogistic, type Model, type Range } from './logistic.ts'

/** All that is set by hand. */
export interface Settings {
  ranges: readonly Range[]
  ridge: number
  caps: Weights['caps']
  /** Bits between the highest healthy page (out of fold) and red. */
  margin: number
  /** The same for amber. */
  amber: number
}

export interface Fitted {
  weights: Weights
  /** The five models of the cross-validation that set the thresholds. */
  models: Model[]
}

const bits = (nats: number): number => Math.round((nats / Math.LN2) * 100) / 100

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Bits that a page must have beyond a red one's where it says no word that a pattern knows. */
const SILENT = 4

/** Fits weights, and sets the thresholds by what models make of healthy pages that they never saw. */
export function makeWeights(samples: readonly Sample[], settings: Settings, version: string): Fitted {
  const { ranges, ridge, caps, margin, amber } = settings
  const { scores, models } = crossValidate(samples, ranges, ridge)
  const model = fitLogistic(samples, ranges, ridge)
  const healthy = samples
    .flatMap((sample, i) => (sample.isDefaced || !sample.isAccusable ? [] : [bits(scores[i] ?? 0)]))
    .sort((a, b) => b - a)
  const highest = healthy[0] ?? 0
  const suspect = highest + amber
  const defaced = highest + margin
  const checked = parseWeights({
    version,
    prior: rounded(bits(model.intercept) - suspect),
    thresholds: {
      suspect: 0,
      defaced: rounded(defaced - suspect),
      silent: rounded(defaced - suspect + SILENT),
    },
    caps,
    weights: Object.fromEntries(FEATURE_IDS.map((id, index) => [id, bits(model.weights[index] ?? 0)])),
  })
  if (!checked.ok) throw new Error(checked.error)
  return { weights: checked.value, models }
}
