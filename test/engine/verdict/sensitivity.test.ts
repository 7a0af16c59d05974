import { expect, test } from 'vitest'
import { costsOf, SENSITIVITIES, weightsFor } from '../../../src/engine/verdict/sensitivity.ts'
import figures from '../../../src/engine/verdict/sensitivity-figures.json'
import { shippedWeights, weightsKey } from '../../../src/engine/verdict/weights.ts'

test('moves when a page is called unusual, and never when it is taken away', () => {
  const [quiet, balanced, watchful] = SENSITIVITIES.map((step) => weightsFor(step).thresholds)
  expect(quiet?.suspect).toBe(balanced?.defaced)
  expect(watchful?.suspect).toBeLessThan(balanced?.suspect ?? 0)
  expect(quiet?.defaced).toBe(balanced?.defaced)
  expect(watchful?.defaced).toBe(balanced?.defaced)
})

test('its figures were counted with the weights that ship, `npm run generate:sensitivities` counts them anew', () => {
  expect(figures.weights).toBe(weightsKey(shippedWeights))
})

test('more is told, and more healthy pages are accused, from step to step', () => {
  const costs = SENSITIVITIES.map(costsOf)
  const told = costs.map((one) => one.told)
  const accused = costs.map((one) => one.accused)
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(accused).toEqual(accused.toSorted((a, b) => a - b))
  for (const one of costs) {
    expect(one.told).toBeLessThanOrEqual(one.altered)
    expect(one.accused).toBeLessThanOrEqual(one.healthy)
  }
})
