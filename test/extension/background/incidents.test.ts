import { describe, expect, it } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { portraitOf } from '../../../src/engine/page/portrait.ts'
import type { Verdict } from '../../../src/engine/verdict/verdict.ts'
import { continueIncident, endIncident, turnOf } from '../../../src/extension/background/incidents.ts'

const page = observeHtml('<title>Hacked</title>', { url: 'https://example.org/', status: 200, at: 0 })
const verdict = (kind: Verdict['kind']): Verdict => ({
  kind,
  points: 12,
  evidence: [],
  reasons: [],
  fingerprint: 'f',
})
const sighting = (kind: Verdict['kind'], now: number, url = 'https://example.org/') => ({
  host: 'example.org',
  url,
  verdict: verdict(kind),
  found: portraitOf(page),
  now,
})
const begun = continueIncident(null, sighting('defaced', 100), () => 'one')

describe('an incident', () => {
  it('begins with the first sighting', () => {
    expect(begun).toMatchObject({ id: 'one', firstSeen: 100, lastSeen: 100, restoredAt: 0 })
  })

  it('goes on under the same id, and remembers when it began', () => {
    const later = continueIncident(begun, sighting('defaced', 200), () => 'two')
    expect(later).toMatchObject({ id: 'one', firstSeen: 100, lastSeen: 200 })
  })

  it('ends when its own page is well again', () => {
    for (const kind of ['intact', 'unfamiliar', 'changed'] as const)
      expect(endIncident(begun, sighting(kind, 300))?.restoredAt).toBe(300)
  })

  it('does not end with an outage, a page that could not be checked, or another page of the host', () => {
    for (const kind of ['unavailable', 'undetermined', 'suspect'] as const)
      expect(endIncident(begun, sighting(kind, 300))).toBeNull()
    expect(endIncident(begun, sighting('intact', 300, 'https://example.org/news'))).toBeNull()
    expect(endIncident(null, sighting('intact', 300))).toBeNull()
  })

  it('is told of when it begins and when it ends, and not in between', () => {
    const ended = endIncident(begun, sighting('intact', 300))
    expect(turnOf(null, begun)).toEqual({ kind: 'began', incident: begun })
    expect(
      turnOf(
        begun,
        continueIncident(begun, sighting('defaced', 200), () => 'two'),
      ),
    ).toBeNull()
    expect(turnOf(begun, null)).toBeNull()
    expect(turnOf(begun, ended)).toEqual({ kind: 'restored', incident: ended })
  })
})
