import type { Migration } from 'kysely'
import * as firstTables from './0001-first-tables.ts'

/** In order, oldest first; never removed, renamed or reordered. */
export const migrations: Record<string, Migration> = { '0001-first-tables': firstTables }
