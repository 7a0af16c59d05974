import { expect, it } from 'vitest'
import { changesOf, formatChanges } from '../../../src/cli/evaluate/changed-runs.ts'
import type { Outcome } from '../../../src/cli/evaluate/replay.ts'
import type { VerdictKind } from '../../../src/engine/verdict/verdict.ts'

let made = 0

/** Visits of one reader to one host, with the design that each was learned as. */
const visits = (host: string, ...seen: [VerdictKind, number][]): Outcome[] =>
  seen.map(([kind, template]) => ({
    visit: {
      id: `v${++made}`,
      file: '',
      url: `https://${host}/`,
      time: '2026-01-01T09:00:00Z',
      status: 200,
      session: 's',
      label: 'clean',
      kind: 'home',
      lang: null,
    },
    verdict: { kind, points: 0, evidence: [], reasons: [], fingerprint: '' },
    template,
  }))

it('counts designs that were called changed, and how often one was', () => {
  const changes = changesOf([
    ...visits('a.example', ['intact', 1], ['changed', 2], ['changed', 2], ['intact', 2], ['changed', 3]),
    ...visits('b.example', ['unfamiliar', 1], ['intact', 1]),
  ])
  expect(changes.redesigns.map(({ host, visits }) => [host, visits])).toEqual([
    ['a.example', 2],
    ['a.example', 1],
  ])
  expect(changes).toMatchObject({ longestRun: 2, red: { rate: 0 }, amber: { rate: 0 } })
})

it('counts the alarm before a redesign and the one after it, by site', () => {
  const changes = changesOf([
    ...visits('www.a.example', ['suspect', 1], ['changed', 2], ['intact', 2]),
    ...visits('www.b.example', ['changed', 2], ['defaced', 2]),
    ...visits('www.c.example', ['changed', 2], ['intact', 2], ['suspect', 2]),
    ...visits('www.d.example', ['changed', 2], ['intact', 2]),
  ])
  expect(changes.amber.rate).toBeCloseTo(1 / 4)
  expect(changes.red.rate).toBeCloseTo(1 / 4)
  expect(changes.red.high).toBeGreaterThan(changes.red.rate)
  expect(formatChanges(changes)).toContain('False alarms per redesign (95 %, clustered by site): red 0.250 [')
})
