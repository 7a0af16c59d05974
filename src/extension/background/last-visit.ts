import type { Database } from './database/open.ts'
import type { VisitRecord } from './database/schema.ts'

/** The latest visit to be seen in a tab; null where there was none. */
export async function lastVisit(database: Database, tab: number): Promise<VisitRecord | null> {
  const visits = await database.getAllFromIndex('visits', 'tab', tab)
  return visits.sort((a, b) => b.at - a.at)[0] ?? null
}
