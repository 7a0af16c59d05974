import type { Migration } from './migration.ts'

/** What the reader reported: waiting to be sent, or sent, with what became of it. */
export const reports: Migration = (database) => {
  database.createObjectStore('reports', { keyPath: 'id' }).createIndex('age', 'at')
}
