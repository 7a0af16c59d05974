import type { Migration } from './migration.ts'

/** What is published for everyone: the state that is believed, its files, and those of the generation before. */
export const feed: Migration = (database) => {
  database.createObjectStore('feed', { keyPath: 'name' })
  database.createObjectStore('feedFiles', { keyPath: 'sha256' })
}
