import { expect, it } from 'vitest'
import { FEATURE_IDS } from '../../../src/engine/verdict/feature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { signsOf } from '../../../src/extension/pages/decides/signs-of.ts'

it('the page that explains verdicts names every sign once, with the points it has', () => {
  const groups = signsOf(shippedWeights)
  const told = groups.flatMap(({ signs }) => signs)
  expect(told.map(({ id }) => id).sort()).toEqual([...FEATURE_IDS].sort())
  expect(told.filter(({ id, points }) => points !== shippedWeights.weights[id])).toEqual([])
  expect(groups.filter(({ group, cap }) => cap !== shippedWeights.caps[group])).toEqual([])
})
