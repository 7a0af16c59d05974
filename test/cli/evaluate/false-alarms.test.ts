import { expect, it } from 'vitest'
import { falseAlarms } from '../../../src/cli/evaluate/false-alarms.ts'
import type { Outcome } from '../../../src/cli/evaluate/replay.ts'
import type { VerdictKind } from '../../../src/engine/verdict/verdict.ts'

let made = 0

function outcome(
  url: string,
  time: string,
  kind: VerdictKind,
  label: 'clean' | 'defaced' = 'clean',
): Outcome {
  const visit = {
    id: `v${++made}`,
    file: '',
    url,
    time,
    status: 200,
    session: 's',
    label,
    kind: 'home',
    lang: null,
  }
  return { visit, verdict: { kind, points: 0, evidence: [], reasons: [], fingerprint: '' } }
}

it('counts visits, days of a site and sites, and alarms by each', () => {
  const alarms = falseAlarms([
    outcome('https://www.paper.co.uk/', '2026-01-01T09:00:00Z', 'suspect'),
    outcome('https://sport.paper.co.uk/', '2026-01-01T23:30:00Z', 'suspect'),
    outcome('https://www.paper.co.uk/', '2026-01-02T00:30:00+02:00', 'intact'),
    outcome('https://www.paper.co.uk/', '2026-01-02T09:00:00Z', 'defaced'),
    outcome('https://other.example/', '2026-01-02T09:00:00Z', 'intact'),
    outcome('https://other.example/', '2026-01-03T09:00:00Z', 'defaced', 'defaced'),
  ])
  expect(alarms).toMatchObject({ visits: 5, siteDays: 3, sites: 2 })
  expect(alarms.amber.visits).toBe(2)
  expect(alarms.amber.perThousandVisits.rate).toBeCloseTo(400)
  expect(alarms.amber.perSiteDay.rate).toBeCloseTo(1 / 3)
  expect(alarms.red).toMatchObject({ visits: 1, perSite: { rate: 0.5 } })
})

it('leaves out what could not be made, and says nothing of no visit', () => {
  const { visit } = outcome('https://other.example/', '2026-01-02T09:00:00Z', 'intact')
  const alarms = falseAlarms([{ visit, error: 'The page cannot be read.' }])
  expect(alarms).toMatchObject({ visits: 0, siteDays: 0, sites: 0 })
  expect(alarms.red.perThousandVisits).toEqual({ rate: 0, low: 0, high: 1000 })
})
