import type { Kysely } from 'kysely'

/** What readers say against a case that is published, and what tells a campaign against a site. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .alterTable('cases')
    .addColumn('denials', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('proven_denials', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('denial_networks', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('weight_denials', 'double precision', (c) => c.notNull().defaultTo(0))
    .addColumn('burst', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('burst_networks', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('usual', 'double precision', (c) => c.notNull().defaultTo(0))
    .addColumn('contested', 'boolean', (c) => c.notNull().defaultTo(false))
    .addColumn('withdrawn_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
}
