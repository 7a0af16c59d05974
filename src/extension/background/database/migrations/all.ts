import { firstStores } from './0001-first-stores.ts'
import { lists } from './0002-lists.ts'
import { packedSites } from './0003-packed-sites.ts'
import { portraits } from './0004-portraits.ts'
import { feed } from './0005-feed.ts'
import { reports } from './0006-reports.ts'
import { owners } from './0007-owners.ts'
import { properties } from './0008-properties.ts'
import { tokens } from './0009-tokens.ts'
import { visitOrder } from './0010-visit-order.ts'
import type { Migration } from './migration.ts'

/** In order, oldest first; never removed or reordered. The database's version is their number. */
export const migrations: readonly Migration[] = [
  firstStores,
  lists,
  packedSites,
  portraits,
  feed,
  reports,
  owners,
  properties,
  tokens,
  visitOrder,
]
