import { type Kysely, sql } from 'kysely'

/**
 * Several may claim a domain until one of them proves it, so that nobody can keep its owner from that; and a signature
 * says for which domain it was signed, so that it can go with its owner.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  const { schema } = database
  await schema
    .createTable('claims')
    .addColumn('domain', 'text', (c) => c.notNull())
    .addColumn('key_hash', 'text', (c) => c.notNull())
    .addColumn('challenge', 'text', (c) => c.notNull())
    .addColumn('nearby', 'text', (c) => c.notNull())
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('claims_key', ['domain', 'key_hash'])
    .execute()
  await sql`insert into claims (domain, key_hash, challenge, nearby, asked_at)
    select domain, key_hash, challenge, '', asked_at from owners where proven_at = 0`.execute(database)
  await sql`delete from owners where proven_at = 0`.execute(database)
  await schema
    .alterTable('signatures')
    .addColumn('domain', 'text', (c) => c.notNull().defaultTo(''))
    .execute()
  await sql`update signatures set domain = coalesce((select owners.domain from owners
    where host = owners.domain or host like '%.' || owners.domain
    order by length(owners.domain) desc limit 1), '') where source = 'owner'`.execute(database)
}
