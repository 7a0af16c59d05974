import type { Kysely } from 'kysely'

/** What is published is kept, so that every process can write it to a folder of its own. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .alterTable('feed')
    .addColumn('signed', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('signatures', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await schema
    .createTable('feed_content')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('bytes', 'bytea', (c) => c.notNull())
    .execute()
}
