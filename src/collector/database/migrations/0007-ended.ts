import { type Kysely, sql } from 'kysely'

/** When a case ended, so that what readers added to its reports can go some time after. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('cases')
    .addColumn('ended_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await sql`update cases set ended_at = greatest(last_report_at, look_at, restored_at)
    where state in ('rejected', 'restored', 'expired')`.execute(database)
  await sql`create index reports_added on reports (case_id)
    where note <> '' or screenshot <> ''`.execute(database)
}
