import { openDatabase } from './database/open.ts'
import { decide } from './decisions.ts'
import { Failed } from './failed.ts'
import { visitAt } from './last-visit.ts'
import { forgetShown } from './warned-pages.ts'

/** The reader has seen what speaks against a page and wants no more banners about it. It holds for that alone. */
export async function snooze(shown: { tab: number; url: string }): Promise<null> {
  const database = await openDatabase()
  const visit = await visitAt(database, shown)
  if (visit === null || visit.verdict.fingerprint === '')
    throw new Failed('There is nothing in this tab to be silent about.', 'failure_nothing_to_mute')
  const { host, verdict } = visit
  await decide(database, { host, fingerprint: verdict.fingerprint, decision: 'dismissed', at: Date.now() })
  return null
}

/** Whatever the reader decided about the page in a tab no longer holds. */
export async function unsnooze(shown: { tab: number; url: string }): Promise<null> {
  const database = await openDatabase()
  const visit = await visitAt(database, shown)
  if (visit === null) return null
  if (visit.incident !== null) await forgetShown(visit.incident)
  await database.delete('decisions', [visit.host, visit.verdict.fingerprint])
  return null
}
