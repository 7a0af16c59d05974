import type { Kysely } from 'kysely'

/** What the name service said of the keys of owners. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('key_checks')
    .addColumn('host', 'text', (c) => c.primaryKey())
    .addColumn('record', 'text', (c) => c.notNull())
    .execute()
}
