import type { Migration } from './migration.ts'

/** Tokens that were had beforehand, so that the moment one is asked for says nothing of the report it goes out with. */
export const tokens: Migration = (database) => {
  database.createObjectStore('tokens', { keyPath: 'nonce' })
}
