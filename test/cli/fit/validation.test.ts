import { expect, test } from 'vitest'
import type { Sample } from '../../../src/cli/fit/collect.ts'
import { FOLDS, foldOf } from '../../../src/cli/fit/folds.ts'
import { judgeSample } from '../../../src/cli/fit/judge-sample.ts'
import { makeWeights, type Settings } from '../../../src/cli/fit/make-weights.ts'
import { crossJudge, formatValidation } from '../../../src/cli/fit/validation.ts'
import { FEATURE_IDS, FEATURES, type FeatureId } from '../../../src/engine/verdict/feature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'

const settings: Settings = {
  ranges: FEATURE_IDS.map((id) =>
    FEATURES[id].sign === 'for' ? { low: 0, high: 14 } : { low: -14, high: 0 },
  ),
  ridge: 0.0005,
  caps: shippedWeights.caps,
  margin: 1,
  amber: 0.5,
}

const sample = (
  name: string,
  isDefaced: boolean,
  group: string,
  signs: Partial<Record<FeatureId, number>>,
): Sample => ({
  visit: {
    ...{ id: name, file: `${name}.html`, url: `https://${name}.example/`, time: '2026-01-05T09:00:00Z' },
    ...{ status: 200, session: null, label: isDefaced ? 'defaced' : 'clean', kind: 'full', lang: 'en' },
  },
  group,
  isDefaced,
  isAccusable: true,
  isRemnant: false,
  doubt: null,
  weight: 1,
  values: Float64Array.from(FEATURE_IDS, (id) => signs[id] ?? 0),
})

/** Claims on black with nothing around them; healthy pages that are dark at times; paragraphs turned against their sign. */
const samples = Array.from({ length: 60 }, (_, index) =>
  index % 2 === 0
    ? sample(`crew-${index}`, true, `crew ${index % 12}`, {
        claim: 1,
        'dark-page': 1,
        'no-own-links': 1,
        paragraphs: 1,
      })
    : sample(`site-${index}`, false, `site ${index}`, { 'dark-page': index % 10 === 1 ? 1 : 0, forms: 1 }),
)

test('all of a crew is in one fold, and crews are spread over the folds', () => {
  const folds = new Map<string, Set<number>>()
  for (const one of samples) folds.set(one.group, (folds.get(one.group) ?? new Set()).add(foldOf(one)))
  expect([...folds.values()].every(({ size }) => size === 1)).toBe(true)
  expect(new Set([...folds.values()].flatMap((some) => [...some])).size).toBe(FOLDS)
})

test('no weight is fitted against its sign', () => {
  const { weights } = makeWeights(samples, settings, 'test')
  expect(weights.weights.claim).toBeGreaterThan(0)
  // It stands on every defacement here, but can only ever speak against one.
  expect(weights.weights.paragraphs).toBe(0)
  expect(weights.weights.forms).toBeLessThan(0)
})

test('a sample is judged with caps and groups, as a page is', () => {
  const alone = sample('alone', true, 'x', { claim: 1 })
  const heavy = { ...shippedWeights, prior: 0, weights: { ...shippedWeights.weights, claim: 60 } }
  expect(judgeSample(alone, heavy)).toMatchObject({ points: shippedWeights.caps.patterns, level: null })
  const two = sample('two', true, 'x', { claim: 1, 'no-own-links': 1 })
  expect(judgeSample(two, heavy).level).toBe('suspect')
  const three = sample('three', true, 'x', { claim: 1, 'no-own-links': 1, 'dark-page': 1 })
  expect(judgeSample(three, heavy).level).toBe('defaced')
  expect(judgeSample({ ...three, isAccusable: false }, heavy).level).toBe(null)
  expect(judgeSample({ ...alone, isRemnant: true }, heavy).level).toBe('suspect')
})

test('the report has every fold, the spread, and the fitted figures beside the cross-validated', () => {
  const folds = crossJudge(samples, settings)
  expect(folds.flat()).toHaveLength(samples.length)
  const text = formatValidation(folds, samples, makeWeights(samples, settings, 'test').weights)
  expect(text).toMatch(/^By crew and site +fold 1 +fold 2 +fold 3 +fold 4 +fold 5 +mean ± s\.d\./m)
  expect(text).toMatch(/^defaced, first visits: flagged .* \d+\.\d ± \d+\.\d +100\.0 \[\d+\.\d–100\.0\]/m)
})
