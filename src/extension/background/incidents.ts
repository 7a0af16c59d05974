import type { Portrait } from '../../engine/page/portrait.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import type { IncidentRecord } from './database/schema.ts'
import { isFront, pageHash, withoutScheme } from './page-address.ts'

/** A confirmed defacement, or a page that is well again, as the incidents see it. */
export interface Sighting {
  host: string
  url: string
  /** Tells pages apart whose addresses differ in their query only; see `pageHash`. */
  page: number
  /** Whether nothing more was to come of the page: half a page may lack what a script is about to write. */
  settled: boolean
  /** Whether the site says that there is no such page any more. */
  isGone: boolean
  /** Whether it was seen without the reader's cookies and without its scripts. */
  isOutside: boolean
  verdict: Verdict
  found: Portrait
  now: number
}

/** The incident that goes on, or begins: one at a time for each host. */
export function continueIncident(
  open: IncidentRecord | null,
  { host, url, page, isOutside, verdict, found, now }: Sighting,
  newId: () => string,
): IncidentRecord {
  const begun = open ?? { id: newId(), host, firstSeen: now, restoredAt: 0 }
  const wasOutside = open?.isOutside === true || isOutside
  return { ...begun, url, page, isGone: false, isOutside: wasOutside, lastSeen: now, verdict, found }
}

const WELL = new Set<Verdict['kind']>(['intact', 'unfamiliar', 'changed'])
/** How long an incident was not seen for any page of the site to speak for it: 7 days in milliseconds. */
const FORGOTTEN = 7 * 86_400_000

/**
 * What a page that is not altered makes of the incident; null where nothing changes. Only the page it was seen on can end
 * it, for a whole article says nothing of a defaced home page; unless that page is gone for good, or nobody saw it altered
 * for a week: then any page of the site can, and nobody is told that it is back. Nor does what a site sends say anything of
 * what its scripts made of it in the reader's tab.
 */
export function endIncident(open: IncidentRecord | null, seen: Sighting): IncidentRecord | null {
  if (open === null) return null
  const isThere = isSeenThere(open, seen)
  if (isThere && seen.isGone) return open.isGone === true ? null : { ...open, isGone: true }
  if (!seen.settled || !WELL.has(seen.verdict.kind)) return null
  if (seen.isOutside && open.isOutside !== true) return null
  if (isThere) return { ...open, restoredAt: seen.now }
  const isForgotten = open.isGone === true || seen.now - open.lastSeen >= FORGOTTEN
  return isForgotten ? { ...open, restoredAt: seen.now, isForgotten } : null
}

/** Whether a page looks well again that may not be complete yet: the next look tells. */
export const isToBeSeenAgain = (open: IncidentRecord | null, seen: Sighting): boolean =>
  open !== null && !seen.settled && endIncident(open, { ...seen, settled: true }) !== null

/**
 * Whether an incident was last seen on this page, or on the front page with more in its address. Those of earlier releases
 * know an address only.
 */
const isSeenThere = (open: IncidentRecord, { url, page }: Sighting): boolean =>
  withoutScheme(open.url) === withoutScheme(url) &&
  (open.page === undefined || open.page === page || (isFront(url) && page === pageHash(url)))

/** An incident that began or ended with a look; null where none did either. */
export interface Turn {
  kind: 'began' | 'restored'
  incident: IncidentRecord
}

/** What a look made of a host's incident, by how it was before and how it is after. */
export function turnOf(before: IncidentRecord | null, after: IncidentRecord | null): Turn | null {
  if (after === null) return null
  if (after.isForgotten === true) return null
  if (after.restoredAt !== 0) return { kind: 'restored', incident: after }
  return before === null ? { kind: 'began', incident: after } : null
}
