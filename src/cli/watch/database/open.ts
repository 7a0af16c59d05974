import { Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { migrations } from './migrations/all.ts'
import { SCHEMA, type WatchSchema } from './schema.ts'

export type Database = Kysely<WatchSchema>

/** Milliseconds after which a statement, or the wait for a connection, is given up. */
const PATIENCE = 20_000
const CONNECTIONS = 8

export interface Connection {
  database: Database
  /** The same connections, for what has its own statements. */
  pool: pg.Pool
}

/** Connects to a PostgreSQL server when it is first asked something. */
export function connect(url: string): Connection {
  const types = new pg.TypeOverrides()
  // Counts stay below 2^53.
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'masthead',
    connectionTimeoutMillis: PATIENCE,
    statement_timeout: PATIENCE,
    query_timeout: PATIENCE * 2,
    keepAlive: true,
    types,
  })
  // What breaks while nobody uses it, or between two statements of a transaction, shows at the next statement.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const database = new Kysely<WatchSchema>({ dialect: new PostgresDialect({ pool }) })
  return { database: database.withSchema(SCHEMA), pool }
}

/** Brings the tables up to date. Processes that start together wait for one another: Kysely takes a lock meanwhile. */
export async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: SCHEMA,
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}
