import type { Weights } from '../../engine/verdict/weights.ts'
import { align } from '../evaluate/align.ts'
import { wilson } from '../evaluate/wilson.ts'
import type { Sample } from './collect.ts'
import { FOLDS, foldOf } from './folds.ts'
import { type JudgedSample, judgeSample } from './judge-sample.ts'
import { makeWeights, type Settings } from './make-weights.ts'

/** The defacements, and the sorts of healthy pages, that have figures of their own. */
const SORTS: readonly { name: string; flagged: boolean; is: (sample: Sample) => boolean }[] = [
  {
    name: 'defaced, first visits: flagged',
    flagged: true,
    is: ({ isDefaced, visit }) => isDefaced && visit.session === null,
  },
  {
    name: 'defaced, first visits: red',
    flagged: false,
    is: ({ isDefaced, visit }) => isDefaced && visit.session === null,
  },
  {
    name: 'defaced, sites over time: flagged',
    flagged: true,
    is: ({ isDefaced, visit }) => isDefaced && visit.session !== null,
  },
  {
    name: 'defaced, sites over time: red',
    flagged: false,
    is: ({ isDefaced, visit }) => isDefaced && visit.session !== null,
  },
  { name: 'healthy: amber or red', flagged: true, is: ({ isDefaced }) => !isDefaced },
  { name: 'healthy: red', flagged: false, is: ({ isDefaced }) => !isDefaced },
  {
    name: 'quoting: amber or red',
    flagged: true,
    is: ({ isDefaced, visit }) => !isDefaced && visit.kind.startsWith('quoting'),
  },
]

/**
 * Judges every sample by weights and thresholds that were made without its crew or site: each fold's thresholds come
 * from a cross-validation within the other four, so that nothing of the fold is in them.
 */
export function crossJudge(samples: readonly Sample[], settings: Settings): JudgedSample[][] {
  return Array.from({ length: FOLDS }, (_, left) => {
    const { weights } = makeWeights(
      samples.filter((sample) => foldOf(sample) !== left),
      settings,
      `fold ${left + 1}`,
    )
    return samples.filter((sample) => foldOf(sample) === left).map((sample) => judgeSample(sample, weights))
  })
}

/** Figures of each fold, their mean and spread, all of them together, and what the fitted weights make of the same. */
export function formatValidation(
  folds: readonly JudgedSample[][],
  samples: readonly Sample[],
  fitted: Weights,
): string {
  const own = samples.map((sample) => judgeSample(sample, fitted))
  return align([
    [
      'By crew and site',
      ...folds.map((_, fold) => `fold ${fold + 1}`),
      'mean ± s.d.',
      'together [95 %]',
      'fitted [95 %]',
      'apart',
    ],
    ...SORTS.map(({ name, flagged, is }) => {
      const share = (some: readonly JudgedSample[]) =>
        shareOf(
          some.filter(({ sample }) => is(sample)),
          flagged,
        )
      const shares = folds.map(share)
      const known = shares.filter(({ n }) => n > 0).map(({ part, n }) => (part / n) * 100)
      const mean = known.reduce((sum, one) => sum + one, 0) / known.length
      const variance = known.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, known.length - 1)
      const together = share(folds.flat())
      const here = share(own)
      const apart = (here.part / here.n - together.part / together.n) * 100
      return [
        name,
        ...shares.map(({ part, n }) => (n === 0 ? '–' : ((part / n) * 100).toFixed(1))),
        `${mean.toFixed(1)} ± ${Math.sqrt(variance).toFixed(1)}`,
        interval(together),
        interval(here),
        `${apart >= 0 ? '+' : ''}${apart.toFixed(1)}`,
      ]
    }),
  ])
}

interface Share {
  part: number
  n: number
}

function shareOf(some: readonly JudgedSample[], flagged: boolean): Share {
  const part = some.filter(({ level }) => level === 'defaced' || (flagged && level === 'suspect')).length
  return { part, n: some.length }
}

function interval({ part, n }: Share): string {
  const { low, high } = wilson(part, n)
  return `${((part / n) * 100).toFixed(1)} [${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}]`
}
