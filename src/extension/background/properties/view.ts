import type { PropertyView } from '../../messages.ts'
import { type Database, openDatabase } from '../database/open.ts'
import type { PropertyRecord } from '../database/schema.ts'
import { fromRecord } from '../database/sites.ts'
import { grantedOrigins, isGranted } from '../permissions.ts'
import { standingOf } from '../watching.ts'
import { ensurePropertyAlarm } from './schedule.ts'

/** Incidents of one page that are shown. */
const MOST_INCIDENTS = 20

/** The pages that the reader answers for, what is altered first, with all that is shown of them. */
export async function properties(): Promise<PropertyView[]> {
  const database = await openDatabase()
  const [records, origins, captures] = await Promise.all([
    database.getAll('properties'),
    grantedOrigins(),
    database.getAllKeys('captures'),
  ])
  if (records.length > 0) await ensurePropertyAlarm()
  const kept = new Set(captures)
  const views = await Promise.all(records.map((record) => viewOf(database, record, { origins, kept })))
  return views.sort((a, b) => urgency(b) - urgency(a) || a.url.localeCompare(b.url, 'en', { numeric: true }))
}

/** What somebody has to do something about comes first. */
const urgency = ({ state }: PropertyView): number =>
  ['intact', 'unfamiliar', 'waiting', 'unavailable', 'undetermined', 'changed', 'suspect', 'defaced'].indexOf(
    state,
  )

interface Around {
  origins: ReadonlySet<string>
  kept: ReadonlySet<string>
}

async function viewOf(
  database: Database,
  record: PropertyRecord,
  { origins, kept }: Around,
): Promise<PropertyView> {
  const { url, every, nextAt, round, checks, verdict, found, usual, template, seenAt, contacts } = record
  const seenHost = seenAt === '' ? record.host : new URL(seenAt).hostname
  const [{ domain, watching }, all, site] = await Promise.all([
    standingOf(record.host),
    database.getAllFromIndex('incidents', 'host', IDBKeyRange.bound([seenHost], [seenHost, []])),
    database.get('sites', seenHost),
  ])
  const incidents = all.filter((one) => one.url === seenAt).sort((a, b) => b.firstSeen - a.firstSeen)
  const last = checks.at(-1)
  const learned = fromRecord(site)?.templates.find(({ id }) => id === template)
  return {
    url,
    host: seenHost,
    domain,
    every,
    nextAt,
    isAllowed: watching !== 'not-watched' && isGranted(origins, domain),
    state: incidents.some(({ restoredAt }) => restoredAt === 0) ? 'defaced' : (last?.shown ?? 'waiting'),
    isConfirming: round !== null && round.number > 1,
    checks,
    verdict,
    found,
    usual,
    approvable: learned === undefined || learned.standing === 'trusted' ? null : learned.id,
    incidents: incidents.slice(0, MOST_INCIDENTS).map(({ id, firstSeen, lastSeen, restoredAt }) => ({
      id,
      firstSeen,
      lastSeen,
      restoredAt: restoredAt === 0 ? null : restoredAt,
      hasEvidence: kept.has(id),
    })),
    contacts: contacts?.contacts ?? [],
    contactsAt: contacts?.at ?? null,
  }
}
