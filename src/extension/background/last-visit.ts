import { ADDRESS_BOUND } from '../../engine/page/page-record.ts'
import type { Database } from './database/open.ts'
import type { VisitRecord } from './database/schema.ts'
import type { LookTransaction } from './database/transact.ts'

/** The latest visit to be seen in a tab; null where there was none. */
export async function lastVisit(database: Database, tab: number): Promise<VisitRecord | null> {
  const visits = database.transaction('visits').store.index('tab')
  return (await visits.openCursor(ofTab(tab), 'prev'))?.value ?? null
}

/**
 * The latest visit in a tab, if it is one to the page that stands there: null as long as that was not looked at. `url` is the
 * address of the tab, of which visits keep neither query nor fragment.
 */
export async function visitAt(
  database: Database,
  { tab, url }: { tab: number; url: string },
): Promise<VisitRecord | null> {
  const visit = await lastVisit(database, tab)
  const [page] = url.slice(0, ADDRESS_BOUND).split(/[?#]/, 1)
  return visit?.url === page ? visit : null
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
