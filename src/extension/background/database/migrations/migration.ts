import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { MastheadSchema } from '../schema.ts'

/**
 * One step from a version of the database to the next. It imports nothing but the schema: a migration that
 * called live code would change its meaning whenever that code does.
 */
export type Migration = (
  database: IDBPDatabase<MastheadSchema>,
  transaction: IDBPTransaction<MastheadSchema, StoreNames<MastheadSchema>[], 'versionchange'>,
) => void
