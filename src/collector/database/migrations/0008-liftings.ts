import type { Kysely } from 'kysely'

/** Who said that a suspended rule may count again: that can raise red everywhere, and takes as many as red does. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('liftings')
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('moderator', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('liftings_key', ['rule', 'moderator'])
    .execute()
}
