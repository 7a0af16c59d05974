import { describe, expect, it } from 'vitest'
import { eventsOf } from '../../../src/extension/pages/popup/events.ts'

const DAY = 86_400_000
const visit = (at: number, shown: 'intact' | 'suspect' = 'intact') => ({
  at,
  url: 'https://a.example/',
  shown,
})

describe('a timeline', () => {
  it('has a line for the visits of a day that came to the same, the latest first', () => {
    const visits = [visit(2 * DAY + 5), visit(2 * DAY + 1), visit(DAY + 3, 'suspect'), visit(DAY)]
    expect(eventsOf({ visits, incidents: [] })).toEqual([
      { kind: 'visits', at: 2 * DAY + 5, shown: 'intact', visits: 2 },
      { kind: 'visits', at: DAY + 3, shown: 'suspect', visits: 1 },
      { kind: 'visits', at: DAY, shown: 'intact', visits: 1 },
    ])
  })

  it('has the beginning of each incident, and its end where there is one', () => {
    const url = 'https://a.example/'
    const incidents = [
      { id: 'b', url, firstSeen: 9, lastSeen: 9, restoredAt: null, isForgotten: false },
      { id: 'a', url, firstSeen: 3, lastSeen: 4, restoredAt: 5, isForgotten: false },
      { id: 'c', url, firstSeen: 1, lastSeen: 1, restoredAt: 2, isForgotten: true },
    ]
    expect(eventsOf({ visits: [], incidents }).map(({ kind, at }) => [kind, at])).toEqual([
      ['began', 9],
      ['restored', 5],
      ['began', 3],
      ['forgotten', 2],
      ['began', 1],
    ])
  })
})
