import { expect, test } from 'vitest'
import { weigh } from '../../../src/engine/verdict/evidence.ts'
import { FEATURE_IDS, FEATURES } from '../../../src/engine/verdict/feature.ts'
import { EVIDENCE_GROUPS } from '../../../src/engine/verdict/verdict.ts'
import { parseWeights, shippedWeights } from '../../../src/engine/verdict/weights.ts'

test('the shipped weights name every feature, each on its own side', () => {
  expect(parseWeights(shippedWeights).ok).toBe(true)
  expect(Object.keys(shippedWeights.weights).sort()).toEqual(Object.keys(FEATURES).sort())
})

test.each([
  ['a missing name', (w: Record<string, number>) => delete w.claim, 'weights.claim'],
  ['an unknown name', (w: Record<string, number>) => Object.assign(w, { luck: 1 }), 'weights.luck'],
  ['a turned sign', (w: Record<string, number>) => Object.assign(w, { claim: -1 }), '"claim" speaks for'],
])('weights with %s are refused', (_, spoil, message) => {
  const weights = { ...shippedWeights.weights }
  spoil(weights)
  expect(parseWeights({ ...shippedWeights, weights })).toEqual({
    ok: false,
    error: expect.stringContaining(message),
  })
})

test('a group says no more than its cap', () => {
  const all = FEATURE_IDS.map((id) => ({ id, value: 1 }))
  const { groups } = weigh(all, shippedWeights)
  for (const group of EVIDENCE_GROUPS)
    expect(groups[group], group).toBeLessThanOrEqual(shippedWeights.caps[group])
})
