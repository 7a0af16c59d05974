import { hashText, mix } from '../../engine/page/hash.ts'
import type { Sample } from './collect.ts'
import { dot, fitLogistic, type Model, type Range } from './logistic.ts'

export const FOLDS = 5

export interface CrossValidated {
  /** Log-odds of each sample by the model that never saw its group. */
  scores: Float64Array
  models: Model[]
}

/** The fold that a sample is left out in: all of a crew, and all of a site, in one. */
export const foldOf = ({ group }: Sample): number => mix(hashText(group), 1) % FOLDS

/** Fits five times, each time without one fifth of the groups, and scores that fifth. */
export function crossValidate(
  samples: readonly Sample[],
  ranges: readonly Range[],
  ridge: number,
): CrossValidated {
  const fold = samples.map(foldOf)
  const scores = new Float64Array(samples.length)
  const models: Model[] = []
  for (let left = 0; left < FOLDS; left++) {
    const model = fitLogistic(
      samples.filter((_, i) => fold[i] !== left),
      ranges,
      ridge,
    )
    models.push(model)
    samples.forEach((sample, i) => {
      if (fold[i] === left) scores[i] = model.intercept + dot(model.weights, sample.values)
    })
  }
  return { scores, models }
}
