import type { Migration } from './migration.ts'

/** Lists in the form they are used in, so that a worker that wakes need not make them anew. */
export const lists: Migration = (database) => {
  database.createObjectStore('lists', { keyPath: 'name' })
}
