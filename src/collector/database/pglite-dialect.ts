import type { PGlite } from '@electric-sql/pglite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'

/** Lets Kysely speak to the embedded database, which has one connection for all. */
export function pgliteDialect(database: PGlite): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PgliteDriver(database),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class PgliteConnection implements DatabaseConnection {
  constructor(readonly database: PGlite) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.database.query<R>(sql, [...parameters])
    return { rows, ...(affectedRows === undefined ? {} : { numAffectedRows: BigInt(affectedRows) }) }
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('The embedded database does not stream; ask for less at once.')
  }
}

class PgliteDriver implements Driver {
  readonly #connection: PgliteConnection
  readonly #waiting: ((connection: PgliteConnection) => void)[] = []
  #isBusy = false

  constructor(database: PGlite) {
    this.#connection = new PgliteConnection(database)
  }

  async init(): Promise<void> {
    await this.#connection.database.waitReady
  }

  /** One after another: a transaction must not see another's statements between its own. */
  acquireConnection(): Promise<PgliteConnection> {
    return new Promise((resolve) => {
      if (this.#isBusy) this.#waiting.push(resolve)
      else {
        this.#isBusy = true
        resolve(this.#connection)
      }
    })
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift()
    if (next === undefined) this.#isBusy = false
    else next(this.#connection)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'))
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    await this.#connection.database.close()
  }
}
