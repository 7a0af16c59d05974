import { describe, expect, it } from 'vitest'
import { randomOf } from '../../../src/cli/attacks/random.ts'
import { type Cluster, clusteredRate } from '../../../src/cli/evaluate/clustered.ts'
import { wilson } from '../../../src/cli/evaluate/wilson.ts'

const clusters = (count: number, one: (index: number) => Cluster): Cluster[] =>
  Array.from({ length: count }, (_, index) => one(index))

const width = (some: readonly Cluster[]) => {
  const { low, high } = clusteredRate(some)
  return high - low
}

describe('clusteredRate', () => {
  it("is Wilson's interval where each cluster holds one", () => {
    const singles = clusters(200, (index) => ({ count: index < 20 ? 1 : 0, total: 1 }))
    const { rate, low, high } = clusteredRate(singles)
    const expected = wilson(20, 200)
    expect(rate).toBeCloseTo(0.1)
    expect(low).toBeCloseTo(expected.low, 2)
    expect(high).toBeCloseTo(expected.high, 2)
  })

  it('counts a cluster that is all of one kind about as one', () => {
    const whole = clusters(40, (index) => ({ count: index % 2 === 0 ? 100 : 0, total: 100 }))
    const { low, high } = clusteredRate(whole)
    const expected = wilson(20, 40)
    expect(low).toBeCloseTo(expected.low, 1)
    expect(high).toBeCloseTo(expected.high, 1)
    const spread = clusters(40, () => ({ count: 50, total: 100 }))
    expect(width(spread)).toBeLessThan(width(whole) / 3)
  })

  it('never narrows below what independent visits would give', () => {
    const even = clusters(50, () => ({ count: 1, total: 10 }))
    const alone = wilson(50, 500)
    expect(width(even)).toBeGreaterThanOrEqual(alone.high - alone.low - 1e-12)
  })

  it('goes from nothing to the rule of three where nothing was counted', () => {
    expect(clusteredRate(clusters(60, () => ({ count: 0, total: 1 })))).toEqual({
      rate: 0,
      low: 0,
      high: 0.05,
    })
    const few = clusteredRate(clusters(6, () => ({ count: 0, total: 100 })))
    const many = clusteredRate(clusters(60, () => ({ count: 0, total: 10 })))
    expect(few.high).toBeGreaterThan(many.high)
    expect(many.high).toBeGreaterThan(3 / 600)
    expect(few.high).toBeLessThan(3 / 6)
  })

  it('knows nothing of no visit, and little of one site', () => {
    expect(clusteredRate([])).toEqual({ rate: 0, low: 0, high: 1 })
    expect(width([{ count: 5, total: 1000 }])).toBeGreaterThan(0.5)
  })

  it('holds the true rate in about 95 of 100 samples of unlike sites', () => {
    const random = randomOf('coverage')
    const chance = () => random.below(1_000_000) / 1_000_000
    // Half the sites never misfire, the others in a fifth of their visits: a tenth in all.
    const sample = () =>
      clusters(60, () => {
        const rate = chance() < 0.5 ? 0 : 0.2
        const total = 10 + random.below(30)
        return {
          count: clusters(total, () => ({ count: 0, total: 0 })).filter(() => chance() < rate).length,
          total,
        }
      })
    const rounds = 400
    let held = 0
    for (let round = 0; round < rounds; round++) {
      const { low, high } = clusteredRate(sample())
      if (low <= 0.1 && high >= 0.1) held++
    }
    expect(held / rounds).toBeGreaterThan(0.92)
    expect(held / rounds).toBeLessThan(0.98)
  })
})
