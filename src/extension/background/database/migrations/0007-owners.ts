import type { Migration } from './migration.ts'

/** When sites were asked for their owner's statement, and the key that was met there. */
export const owners: Migration = (database) => {
  database.createObjectStore('owners', { keyPath: 'host' }).createIndex('age', 'askedAt')
}
