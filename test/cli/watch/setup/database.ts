import { type Connection, connect, migrate } from '../../../../src/cli/watch/database/open.ts'
import { Patience } from '../../../../src/cli/watch/database/patience.ts'
import { type Cluster, startCluster } from '../../../../src/postgres/cluster.ts'

/** Nobody ever stops a test's worker. */
export const unstopped = new AbortController().signal

/** Waits for nothing: a test's database is there or the test fails. */
export const impatient = new Patience(AbortSignal.abort(), () => {})

export interface TestDatabase extends Connection {
  cluster: Cluster
  remove(): Promise<void>
}

/** A PostgreSQL server of the test's own, with the tables of the watch. */
export async function openDatabase(): Promise<TestDatabase> {
  const cluster = await startCluster()
  const connection = connect(cluster.url)
  await migrate(connection.database)
  const remove = async () => {
    await connection.database.destroy()
    await cluster.remove()
  }
  return { ...connection, cluster, remove }
}
