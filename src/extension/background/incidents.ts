import type { Portrait } from '../../engine/page/portrait.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import type { IncidentRecord } from './database/schema.ts'

/** A confirmed defacement, or a page that is well again, as the incidents see it. */
export interface Sighting {
  host: string
  url: string
  verdict: Verdict
  found: Portrait
  now: number
}

/** The incident that goes on, or begins: one at a time for each host. */
export function continueIncident(
  open: IncidentRecord | null,
  { host, url, verdict, found, now }: Sighting,
  newId: () => string,
): IncidentRecord {
  if (open === null)
    return { id: newId(), host, url, firstSeen: now, lastSeen: now, restoredAt: 0, verdict, found }
  return { ...open, url, lastSeen: now, verdict, found }
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

/** An incident that began or ended with a look; null where none did either. */
export interface Turn {
  kind: 'began' | 'restored'
  incident: IncidentRecord
}

/** What a look made of a host's incident, by how it was before and how it is after. */
export function turnOf(before: IncidentRecord | null, after: IncidentRecord | null): Turn | null {
  if (after === null) return null
  if (after.restoredAt !== 0) return { kind: 'restored', incident: after }
  return before === null ? { kind: 'began', incident: after } : null
}
