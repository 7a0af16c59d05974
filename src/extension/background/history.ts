import type { HostHistory, IncidentView } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import { viewOf } from './warning.ts'

/** As many as can be taken in. */
const MOST = 30

/** A host's visits and incidents, the latest first. */
export async function hostHistory({ host }: { host: string }): Promise<HostHistory> {
  const database = await openDatabase()
  const range = IDBKeyRange.bound([host], [host, []])
  const [visits, incidents] = await Promise.all([
    database.getAllFromIndex('visits', 'host', range),
    database.getAllFromIndex('incidents', 'host', range),
  ])
  return {
    visits: visits
      .slice(-MOST)
      .reverse()
      .map(({ at, url, shown }) => ({ at, url, shown })),
    incidents: incidents
      .sort((a, b) => b.firstSeen - a.firstSeen)
      .slice(0, MOST)
      .map(({ id, url, firstSeen, lastSeen, restoredAt, isForgotten = false }) => ({
        id,
        url,
        firstSeen,
        lastSeen,
        restoredAt: restoredAt === 0 ? null : restoredAt,
        isForgotten,
      })),
  }
}

/** All incidents there are, the latest first. */
export async function allIncidents(): Promise<IncidentView[]> {
  const database = await openDatabase()
  const incidents = await database.getAllFromIndex('incidents', 'age')
  return Promise.all(incidents.reverse().map((incident) => viewOf(database, incident)))
}
