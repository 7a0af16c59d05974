import type { Migration } from 'kysely'
import * as firstTables from './0001-first-tables.ts'
import * as workers from './0002-workers.ts'
import * as keyChecks from './0003-key-checks.ts'
import * as visits from './0004-visits.ts'

/** In order, oldest first; never removed, renamed or reordered. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-workers': workers,
  '0003-key-checks': keyChecks,
  '0004-visits': visits,
}
