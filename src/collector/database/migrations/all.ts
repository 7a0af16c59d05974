import type { Migration } from 'kysely'
import * as firstTables from './0001-first-tables.ts'
import * as exchanged from './0002-exchanged.ts'
import * as votesByFeature from './0003-votes-by-feature.ts'
import * as feedContent from './0004-feed-content.ts'
import * as counterVotes from './0005-counter-votes.ts'
import * as claims from './0006-claims.ts'
import * as ended from './0007-ended.ts'
import * as liftings from './0008-liftings.ts'
import * as noThird from './0009-no-third.ts'

/** In order, oldest first; never removed, renamed or reordered. */
export const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-exchanged': exchanged,
  '0003-votes-by-feature': votesByFeature,
  '0004-feed-content': feedContent,
  '0005-counter-votes': counterVotes,
  '0006-claims': claims,
  '0007-ended': ended,
  '0008-liftings': liftings,
  '0009-no-third': noThird,
}
