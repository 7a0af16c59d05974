import type { Migration } from './migration.ts'

/** What pages looked like when they were well, and a host's visits in order. */
export const portraits: Migration = (database, transaction) => {
  const store = database.createObjectStore('portraits', { keyPath: 'url' })
  store.createIndex('age', 'at')
  store.createIndex('host', ['host', 'at'])
  transaction.objectStore('visits').createIndex('host', ['host', 'at'])
}
