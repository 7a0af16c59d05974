import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../src/engine/verdict/verdict.ts'
import { continueIncident, endIncident } from '../../../src/extension/background/incidents.ts'

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
})
