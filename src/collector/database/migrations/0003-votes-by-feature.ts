import type { Kysely } from 'kysely'

/** Votes are held against each other feature by feature, so that nothing of them has to be the same as a whole. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema.dropIndex('signature_votes_host').execute()
  await schema.alterTable('signature_votes').dropColumn('digest').execute()
  await schema.createIndex('signature_votes_host').on('signature_votes').columns(['host', 'day']).execute()
}
