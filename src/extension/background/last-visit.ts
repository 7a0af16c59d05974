import type { Database } from './database/open.ts'
import type { VisitRecord } from './database/schema.ts'
import type { LookTransaction } from './database/transact.ts'

/** The latest visit to be seen in a tab; null where there was none. */
export async function lastVisit(database: Database, tab: number): Promise<VisitRecord | null> {
  const visits = database.transaction('visits').store.index('tab')
  return (await visits.openCursor(ofTab(tab), 'prev'))?.value ?? null
}

/** Where a visit that is looked at now stands in order: after all that were seen in its tab before, wherever the clock was then. */
export async function nextOrder(
  transaction: LookTransaction,
  { visit, tab }: { visit: string; tab: number },
  now: number,
): Promise<number> {
  const visits = transaction.objectStore('visits').index('tab')
  const last = await visits.openKeyCursor(ofTab(tab), 'prev')
  if (last === null) return now
  const [, order] = last.key
  return last.primaryKey === visit ? order : Math.max(now, order + 1)
}

/** An array sorts after every number. */
const ofTab = (tab: number) => IDBKeyRange.bound([tab], [tab, []])
