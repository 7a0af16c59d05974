import { expect, test } from 'vitest'
import { lookAt } from '../../../src/collector/believe/look.ts'
import { OUTAGE_HOSTING, type Site, World } from '../../../src/collector/simulate/world.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 7)
const world = new World({ sites: 400, readers: 4_000, liars: 0.05, days: 6, start: START, seed: 1 })

const look = (site: Site, now: number) =>
  lookAt(
    `https://${site.host}/`,
    { authority: null, suspended: new Set() },
    {
      fetchPage: async (url) => world.open(url, now),
      patterns: shippedPatterns(),
      weights: shippedWeights,
      now: () => now,
    },
  )
const seen = world.sites.filter(({ canBeSeen, hosting }) => canBeSeen && hosting !== OUTAGE_HOSTING)

test('every crew’s page is what the engine calls altered', async () => {
  const byCrew = new Map(seen.filter(({ defacedAt }) => defacedAt > 0).map((site) => [site.crew, site]))
  expect(byCrew.size).toBe(12)
  const verdicts = await Promise.all(
    [...byCrew.values()].map(
      async (site) => `${site.crew} ${(await look(site, site.defacedAt + 1)).verdict}`,
    ),
  )
  expect(verdicts.filter((verdict) => !/ (?:suspect|defaced)$/.test(verdict))).toEqual([])
})

test('a healthy page is not, nor is one that is down', async () => {
  const [healthy] = seen.filter(({ defacedAt }) => defacedAt === 0)
  const down = world.sites.filter(({ hosting }) => hosting === OUTAGE_HOSTING)
  if (healthy === undefined) throw new Error('no site')
  expect((await look(healthy, START)).verdict).toBe('unfamiliar')
  expect(down.length).toBeGreaterThan(0)
  for (const site of down)
    expect(['failed', 'unavailable']).toContain((await look(site, world.outage.from + HOUR)).verdict)
})

test('the same seed gives the same world', () => {
  const again = new World({ ...world.options })
  expect(again.sendings.length).toBe(world.sendings.length)
  expect(again.sites).toEqual(world.sites)
})
