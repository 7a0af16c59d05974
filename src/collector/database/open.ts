import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { migrations } from './migrations/all.ts'
import { pgliteDialect } from './pglite-dialect.ts'
import type { CollectorSchema } from './schema.ts'

export type Database = Kysely<CollectorSchema>

/** Milliseconds after which a statement, or the wait for a connection, is given up. */
const PATIENCE = 5_000
const CONNECTIONS = 10

export interface OpenOptions {
  dataDir: string
  databaseUrl: string | null
  /** Told of connections that broke while nobody used them. */
  onError(error: Error): void
}

/** Opens the embedded database, or connects to a server, and brings its tables up to date. */
export async function openDatabase({ dataDir, databaseUrl, onError }: OpenOptions): Promise<Database> {
  const database = new Kysely<CollectorSchema>({
    dialect: databaseUrl === null ? await embedded(dataDir) : server(databaseUrl, onError),
  })
  try {
    if (databaseUrl !== null) await reach(database)
    await migrate(database)
  } catch (error) {
    await database.destroy()
    throw error
  }
  return database
}

async function reach(database: Database): Promise<void> {
  try {
    await sql`select 1`.execute(database)
  } catch (cause) {
    throw new Error(
      'The PostgreSQL server of DATABASE_URL cannot be used; start it or change DATABASE_URL.',
      {
        cause,
      },
    )
  }
}

async function embedded(dataDir: string) {
  const folder = join(dataDir, 'database')
  try {
    mkdirSync(folder, { recursive: true })
    return pgliteDialect(await PGlite.create(folder))
  } catch (cause) {
    throw new Error(
      `The database in ${folder} cannot be opened; set DATA_DIR to a folder that can be written.`,
      {
        cause,
      },
    )
  }
}

function server(connectionString: string, onError: (error: Error) => void) {
  const types = new pg.TypeOverrides()
  // Counts and times stay below 2^53.
  types.setTypeParser(pg.types.builtins.INT8, Number)
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE,
    statement_timeout: PATIENCE,
    query_timeout: PATIENCE * 2,
    types,
  })
  pool.on('error', onError)
  // A connection that breaks between two statements of a transaction tells nobody else.
  pool.on('connect', (client) => client.on('error', onError))
  return new PostgresDialect({ pool })
}

/** Processes that start together wait for one another: Kysely takes a lock while it migrates. */
async function migrate(database: Database): Promise<void> {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined)
    throw new Error(
      'The tables of the database cannot be brought up to date; give its user the right to change them.',
      {
        cause: error,
      },
    )
}
