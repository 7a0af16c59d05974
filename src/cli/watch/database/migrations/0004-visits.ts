import { type Kysely, sql } from 'kysely'

/** Where checks are led to, and which hosts somebody waits for. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .alterTable('properties')
    .addColumn('led_to', sql`text[]`, (c) => c.notNull().defaultTo(sql`'{}'`))
    .execute()
  await schema
    .alterTable('hosts')
    .addColumn('awaited_on', 'timestamptz', (c) => c.notNull().defaultTo(sql`'-infinity'`))
    .execute()
}
