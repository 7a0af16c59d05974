import { reasonText } from '../texts.ts'
import type { Look } from './look.ts'
import type { Alert, Incident } from './records.ts'

/** What a look made of a property's incident. */
export interface Turn {
  /** As it is to be kept, where it changed. */
  incident: Incident | null
  alert: Alert | null
}

/** Whether what was seen would open or close an incident: then a second look has to say so, too. */
export const isNews = (open: Incident | null, look: Look): boolean =>
  open === null ? look.state === 'altered' : look.state === 'well'

export interface Seen {
  property: string
  url: string
  open: Incident | null
  /** One look, or, where the first was news, two. */
  looks: readonly [Look, ...Look[]]
  now: number
}

const NOTHING: Turn = { incident: null, alert: null }
/** Sentences of an alert. */
const MOST_REASONS = 6

/** An incident opens, and closes, only by two looks that say the same; between them it goes on. */
export function turnOf({ property, url, open, looks, now }: Seen, newId: () => string): Turn {
  const [first, second = first] = looks
  if (open === null) {
    if (first.state !== 'altered' || second.state !== 'altered') return NOTHING
    const kind = first.kind === 'defaced' && second.kind === 'defaced' ? 'defaced' : 'suspect'
    const { points, evidence } = second.verdict
    const reasons = evidence.filter((one) => one.points > 0).map(({ reason }) => reasonText(reason))
    const incident: Incident = {
      id: newId(),
      property,
      url,
      kind,
      openedAt: now,
      lastSeenAt: now,
      restoredAt: 0,
      points,
      reasons: [...new Set(reasons)].slice(0, MOST_REASONS),
      evidence: '',
      contacts: [],
    }
    return tell('opened', incident, now)
  }
  if (first.state === 'well' && second.state === 'well')
    return tell('restored', { ...open, restoredAt: now }, now)
  const altered = [first, second].find((look) => look.state === 'altered')
  if (altered?.state !== 'altered') return NOTHING
  return { incident: { ...open, lastSeenAt: now, points: altered.verdict.points }, alert: null }
}

const tell = (event: Alert['event'], incident: Incident, at: number): Turn => ({
  incident,
  alert: { id: `${incident.id}-${event}`, event, at, incident },
})
