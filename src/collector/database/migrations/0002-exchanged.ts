import type { Kysely } from 'kysely'

/** What a report was exchanged with, so that whoever asks again for the same token gets it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('reports')
    .addColumn('exchanged', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
}
