import { sql } from 'kysely'
import type { Database } from '../database/open.ts'

/** Cases on one page. */
export const QUEUE_PAGE = 200

export interface QueueOptions {
  /** Who looks at it: what they ruled on already is left out, for it waits for others. Null for everything. */
  moderator: string | null
  /** From 0 on. */
  page: number
}

/**
 * Cases that people should look at: what is held first, then what is published and spoken against, then what is
 * published, then the rest, by how much speaks for it.
 */
export function queueOf(
  database: Database,
  { moderator, page }: QueueOptions = { moderator: null, page: 0 },
) {
  const all = database
    .selectFrom('cases')
    .select([
      'id',
      'host',
      'state',
      'why',
      'reporters',
      'weight_for',
      'weight_against',
      'contested',
      'look',
      'last_report_at',
      'campaign',
    ])
    .where('state', 'in', ['held', 'suspect', 'open', 'defaced'])
    .where('reporters', '>', 0)
    .orderBy(
      sql`array_position(array['held', 'contested', 'suspect', 'defaced', 'open'], case when contested then 'contested' else state end)`,
    )
    .orderBy('weight_for', 'desc')
    .orderBy('id')
    .limit(QUEUE_PAGE)
    .offset(page * QUEUE_PAGE)
  if (moderator === null) return all.execute()
  return all
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('decisions')
            .select('decisions.id')
            .whereRef('decisions.case_id', '=', 'cases.id')
            .where('decisions.moderator', '=', moderator),
        ),
      ),
    )
    .execute()
}

export type Queue = Awaited<ReturnType<typeof queueOf>>
