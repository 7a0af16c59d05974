import type { Kysely } from 'kysely'

/** The tables of the first release. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('properties')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('record', 'text')
    .addColumn('looks', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('looked_on', 'timestamptz')
    .addColumn('wanted', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  const records = [
    ['portraits', 'name'],
    ['incidents', 'id'],
    ['contacts', 'host'],
  ] as const
  for (const [table, key] of records)
    await schema
      .createTable(table)
      .addColumn(key, 'text', (c) => c.primaryKey())
      .addColumn('record', 'text', (c) => c.notNull())
      .execute()
  await schema
    .createTable('sites')
    .addColumn('host', 'text', (c) => c.primaryKey())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('signature', 'bytea', (c) => c.notNull())
    .execute()
  await schema
    .createTable('statements')
    .addColumn('host', 'text', (c) => c.primaryKey())
    .addColumn('file', 'bytea', (c) => c.notNull())
    .execute()
  await schema
    .createTable('alerts')
    .addColumn('number', 'bigserial', (c) => c.primaryKey())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('record', 'text', (c) => c.notNull())
    .execute()
  await schema.createIndex('alerts_target').on('alerts').columns(['target', 'number']).execute()
}
