import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Who is at work, and what each of them holds. */
export async function up(database: Kysely<{ schedule: { single: boolean } }>): Promise<void> {
  const { schema } = database
  const now = sql`now()`
  await schema
    .createTable('workers')
    .addColumn('id', 'uuid', (c) => c.primaryKey())
    .addColumn('seen_on', 'timestamptz', (c) => c.notNull().defaultTo(now))
    .execute()
  await schema
    .createTable('hosts')
    .addColumn('host', 'text', (c) => c.primaryKey())
    .addColumn('worker', 'uuid')
    .addColumn('job', 'uuid')
    .addColumn('free_on', 'timestamptz', (c) => c.notNull().defaultTo(now))
    .execute()
  await schema.createIndex('hosts_worker').on('hosts').column('worker').execute()
  await schema
    .createTable('senders')
    .addColumn('target', 'text', (c) => c.primaryKey())
    .addColumn('worker', 'uuid', (c) => c.notNull())
    .execute()
  await schema
    .createTable('schedule')
    .addColumn('single', 'boolean', (c) => c.primaryKey().check(sql`single`))
    .addColumn('scheduled_on', 'timestamptz', (c) => c.notNull().defaultTo(sql`'-infinity'`))
    .addColumn('round_on', 'timestamptz', (c) => c.notNull().defaultTo(sql`'-infinity'`))
    .execute()
  await database.insertInto('schedule').values({ single: true }).execute()
}
