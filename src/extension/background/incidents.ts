import type { Verdict } from '../../engine/verdict/verdict.ts'
import type { IncidentRecord } from './database/schema.ts'

/** A confirmed defacement, or a page that is well again, as the incidents see it. */
export interface Sighting {
  host: string
  url: string
  verdict: Verdict
  now: number
}

/** The incident that goes on, or begins: one at a time for each host. */
export function continueIncident(
  open: IncidentRecord | null,
  { host, url, verdict, now }: Sighting,
  newId: () => string,
): IncidentRecord {
  if (open === null) return { id: newId(), host, url, firstSeen: now, lastSeen: now, restoredAt: 0, verdict }
  return { ...open, url, lastSeen: now, verdict }
}

const WELL = new Set<Verdict['kind']>(['intact', 'unfamiliar', 'changed'])

/**
 * The incident as over, or null where it goes on. Only the page it was seen on can end it: a whole article
 * says nothing of a defaced home page.
 */
export function endIncident(
  open: IncidentRecord | null,
  { url, verdict, now }: Sighting,
): IncidentRecord | null {
  if (open === null || open.url !== url || !WELL.has(verdict.kind)) return null
  return { ...open, restoredAt: now }
}
