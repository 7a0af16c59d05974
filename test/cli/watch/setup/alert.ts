import type { Alert } from '../../../../src/cli/watch/records.ts'

/** An alert that a page appears defaced. */
export const makeAlert = (id: string, at: number): Alert => ({
  id,
  event: 'opened',
  at,
  incident: {
    id: `incident-${id}`,
    property: 'Home | a=b',
    url: 'https://www.example.org/?a=b',
    kind: 'defaced',
    openedAt: at,
    lastSeenAt: at,
    restoredAt: 0,
    points: 30,
    reasons: ['The page says “hacked by <Team> & friends”.'],
    evidence: '',
    contacts: [],
  },
})
