import type { Migration } from './migration.ts'

/** Sites are packed into bytes from here on; what was learned before in another form is learned anew. */
export const packedSites: Migration = (_database, transaction) => {
  void transaction.objectStore('sites').clear()
}
