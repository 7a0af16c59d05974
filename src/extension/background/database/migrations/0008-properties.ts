import type { Migration } from './migration.ts'

/** Pages the reader answers for, what was received of altered ones, and the key that evidence is signed with. */
export const properties: Migration = (database) => {
  database.createObjectStore('properties', { keyPath: 'url' })
  database.createObjectStore('captures', { keyPath: 'incident' }).createIndex('age', 'at')
  database.createObjectStore('keys', { keyPath: 'name' })
}
