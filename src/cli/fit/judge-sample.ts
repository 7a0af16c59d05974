import { levelInDoubt } from '../../engine/verdict/doubt.ts'
import { weigh } from '../../engine/verdict/evidence.ts'
import { FEATURE_IDS } from '../../engine/verdict/feature.ts'
import { alarmLevel } from '../../engine/verdict/judge.ts'
import type { Weights } from '../../engine/verdict/weights.ts'
import type { Sample } from './collect.ts'

/** What the judge makes of a sample under some weights: everything that decides is counted as the judge counts it. */
export interface JudgedSample {
  sample: Sample
  points: number
  level: 'defaced' | 'suspect' | null
}

export function judgeSample(sample: Sample, weights: Weights): JudgedSample {
  const weighed = weigh(
    FEATURE_IDS.map((id, index) => ({ id, value: sample.values[index] ?? 0 })),
    weights,
  )
  return {
    sample,
    points: weighed.points,
    level:
      (sample.isAccusable ? levelInDoubt(alarmLevel(weighed, weights), sample.doubt) : null) ??
      (sample.isRemnant ? 'suspect' : null),
  }
}
