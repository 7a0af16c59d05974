import type { Database } from '../../../src/collector/database/open.ts'
import type { CaseState } from '../../../src/collector/database/schema.ts'

/** Puts a published case into the database. */
export async function putCase(database: Database, host: string, at: number, state: CaseState = 'suspect') {
  const { id } = await database
    .insertInto('cases')
    .values({
      host,
      path: '/',
      state,
      opened_at: at,
      last_report_at: at,
      published_at: at,
      reporters: 3,
      networks: 3,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
