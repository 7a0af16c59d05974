import { openDatabase } from './database/open.ts'
import { decide } from './decisions.ts'
import type { PageSender } from './sender.ts'

/** The reader closed the banner of a visit: it does not come back for the same evidence. */
export async function dismissBanner({ visit }: { visit: string }, { host }: PageSender): Promise<null> {
  const database = await openDatabase()
  const record = await database.get('visits', visit)
  if (record === undefined || record.host !== host) return null
  const { fingerprint } = record.verdict
  await decide(database, { host, fingerprint, decision: 'dismissed', at: Date.now() })
  return null
}
