import { sql } from 'kysely'
import type { Database } from '../database/open.ts'
import { CLAIM_LIFE } from './claims.ts'

const DAY = 86_400_000
/** For as long as a neighbourhood has one name. */
const TOKENS_KEPT = 28
/** As many looks as moderators are shown of a case. */
const LOOKS_KEPT = 5
/** How long what readers added to a report stays after its case ended. */
const ADDED_KEPT = 90 * DAY
/** Rows of a table that go at once: the next round goes on. */
const BATCH = 5_000

/** Drops what nobody needs any more. */
export async function forget(database: Database, now: number): Promise<void> {
  await database
    .deleteFrom('issued')
    .where('day', '<', Math.floor(now / DAY) - TOKENS_KEPT)
    .execute()
  await database
    .deleteFrom('claims')
    .where('asked_at', '<=', now - CLAIM_LIFE)
    .execute()
  await sql`delete from looks where id in (
    select id from (select id, row_number() over (partition by case_id order by id desc) as place from looks) as placed
    where place > ${LOOKS_KEPT} limit ${BATCH})`.execute(database)
  // Reports stay, for they are counted; what somebody wrote, and the picture, are for people who decide.
  await sql`update reports set note = '', screenshot = '' where number in (
    select number from reports join cases on cases.id = reports.case_id
    where (reports.note <> '' or reports.screenshot <> '') and cases.ended_at > 0 and cases.ended_at < ${now - ADDED_KEPT}
    limit ${BATCH})`.execute(database)
}
