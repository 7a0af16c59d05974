import type { Migration } from './migration.ts'

/** The stores of the first release. */
export const firstStores: Migration = (database) => {
  database.createObjectStore('sites', { keyPath: 'host' }).createIndex('age', 'lastSeen')

  const visits = database.createObjectStore('visits', { keyPath: 'visit' })
  visits.createIndex('age', 'at')
  visits.createIndex('tab', 'tab')

  const incidents = database.createObjectStore('incidents', { keyPath: 'id' })
  incidents.createIndex('age', 'lastSeen')
  incidents.createIndex('host', ['host', 'restoredAt'])

  database.createObjectStore('decisions', { keyPath: ['host', 'fingerprint'] }).createIndex('age', 'at')
  database.createObjectStore('choices', { keyPath: ['kind', 'name'] })
}
