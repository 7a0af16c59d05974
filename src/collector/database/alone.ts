import { sql } from 'kysely'
import type { Database } from './open.ts'

/** Numbers of the locks that processes on one database share; each stands for one kind of work. */
export const LOCKS = { counting: 8_430_001, publishing: 8_430_002, campaigns: 8_430_003 } as const

/**
 * Does work that only one process may be at, whatever it takes, a transaction or several, and files between them; gives
 * "taken" where another process is at it. The lock is the connection's (PostgreSQL, advisory locks of a session): with a
 * process that is killed it is gone. The work has to use the connection it is given and no other: once that breaks,
 * another process may begin.
 */
export function whileAlone<T>(
  database: Database,
  lock: keyof typeof LOCKS,
  work: (connection: Database) => Promise<T>,
): Promise<T | 'taken'> {
  return database.connection().execute(async (connection) => {
    const { rows } = await sql<{
      mine: boolean
    }>`select pg_try_advisory_lock(${LOCKS[lock]}) as mine`.execute(connection)
    if (rows[0]?.mine !== true) return 'taken'
    try {
      return await work(connection)
    } finally {
      // A connection that broke has let go of it already, and must not hide why it did.
      await sql`select pg_advisory_unlock(${LOCKS[lock]})`.execute(connection).catch(() => {})
    }
  })
}
