import type { KnownSite } from '../messages.ts'
import type { Database } from './database/open.ts'
import { fromRecord } from './database/sites.ts'

/** How long and how well a host is known; null where nothing was learned of it. */
export async function knownSite(database: Database, host: string): Promise<KnownSite | null> {
  const site = fromRecord(await database.get('sites', host))
  return site === null ? null : { firstSeen: site.firstSeen, lastSeen: site.lastSeen, visits: site.visits }
}
