import type { Database } from './database/open.ts'
import type { VisitRecord } from './database/schema.ts'
import type { LookTransaction } from './database/transact.ts'

/** The latest visit to be seen in a tab; null where there was none. */
export async function lastVisit(database: Database, tab: number): Promise<VisitRecord | null> {
  const visits = database.transaction('visits').store.index('tab')
  return (await visits.openCursor(turnsOf(tab), 'prev'))?.value ?? null
}

/** The turn of a visit that is looked at now: after all that were seen in its tab before, wherever the clock was then. */
export async function turnOfVisit(
  transaction: LookTransaction,
  { visit, tab }: { visit: string; tab: number },
  now: number,
): Promise<number> {
  const visits = transaction.objectStore('visits').index('tab')
  const last = await visits.openKeyCursor(turnsOf(tab), 'prev')
  if (last === null) return now
  const [, turn] = last.key
  return last.primaryKey === visit ? turn : Math.max(now, turn + 1)
}

/** An array sorts after every number. */
const turnsOf = (tab: number) => IDBKeyRange.bound([tab], [tab, []])
