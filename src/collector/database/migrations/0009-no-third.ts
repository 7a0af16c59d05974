import type { Kysely } from 'kysely'

/** When the third report came is asked by nobody but trials, which count themselves. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable('cases').dropColumn('third_at').execute()
}
