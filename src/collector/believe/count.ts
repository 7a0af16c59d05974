import { sql } from 'kysely'
import { LOCKS } from '../database/alone.ts'
import type { Database } from '../database/open.ts'
import { CLASS_WEIGHT } from './tokens.ts'

export const GOING_ON = ['open', 'held', 'suspect', 'defaced'] as const

const DAY = 86_400_000
/** What comes within this time comes at once. */
const BURST_TIME = 3_600_000
/** How far back a site's usual false reports are counted. */
const USUAL_DAYS = 28

/** Reports that are counted at once. */
const BATCH = 5_000

/**
 * Puts new reports to the cases of their sites and counts each case anew, in one transaction: a process that is killed
 * leaves them for the next, and none is counted twice. Gives the cases that changed.
 */
export function countReports(database: Database): Promise<number[]> {
  return database.transaction().execute(countWithin)
}

/** The same within a transaction that the caller ends. */
export async function countWithin(transaction: Database): Promise<number[]> {
  await sql`select pg_advisory_xact_lock(${LOCKS.counting})`.execute(transaction)
  const fresh = await transaction
    .selectFrom('reports')
    .select(['number', 'host', 'received_at'])
    .where('case_id', 'is', null)
    .orderBy('number')
    .limit(BATCH)
    .execute()
  if (fresh.length === 0) return []
  const firstSeen = new Map<string, number>()
  for (const { host, received_at } of fresh) if (!firstSeen.has(host)) firstSeen.set(host, received_at)
  await transaction
    .insertInto('cases')
    .values(
      [...firstSeen].map(([host, at]) => ({
        host,
        path: '/',
        state: 'open',
        opened_at: at,
        last_report_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const moved = await sql<{ case_id: number }>`
      update reports set case_id = cases.id from cases
      where reports.number in (${sql.join(fresh.map(({ number }) => number))})
        and cases.host = reports.host and cases.state in (${sql.join([...GOING_ON])})
      returning reports.case_id`.execute(transaction)
  const changed = [...new Set(moved.rows.map(({ case_id }) => case_id))]
  if (changed.length > 0) await recount(transaction, changed)
  return changed
}

/** Whether a case of a host goes on. */
export async function isReported(database: Database, host: string): Promise<boolean> {
  const found = await goingOn(database).where('host', '=', host).executeTakeFirst()
  return found !== undefined
}

/** Whether a case of a domain goes on, or of a host below it: they mostly stand on one server. */
export async function isAnyReported(database: Database, domain: string): Promise<boolean> {
  const found = await goingOn(database)
    .where((is) => is.or([is('host', '=', domain), is('host', 'like', `%.${domain}`)]))
    .executeTakeFirst()
  return found !== undefined
}

const goingOn = (database: Database) =>
  database
    .selectFrom('cases')
    .select('id')
    .where('state', 'in', [...GOING_ON])

/** Everything a case says of its reports, out of the reports themselves; each neighbourhood counts once a side. */
async function recount(database: Database, cases: readonly number[]): Promise<void> {
  const [newcomer = 1, proven = 1, trusted = 1] = CLASS_WEIGHT
  await sql`
    with voices as (
      select case_id, kind, nearby, network, max(standing) as standing, min(received_at) as first_at,
             max(received_at) as last_at,
             case max(standing) when 0 then ${newcomer}::float8 when 1 then ${proven}::float8 else ${trusted}::float8 end as weight
      from reports where case_id in (${sql.join(cases)})
      group by case_id, kind, nearby, network
    ), denied as (
      select case_id, count(*) as denials, count(*) filter (where standing > 0) as proven_denials,
        count(distinct network) as denial_networks, sum(weight) as weight_denials
      from voices join cases on cases.id = case_id
      where kind = 'healthy' and published_at > 0 and last_at > published_at group by case_id
    ), burst as (
      select case_id, count(*) as burst, count(distinct network) as burst_networks
      from (select *, max(first_at) over (partition by case_id) as newest from voices
            where kind = 'defaced' and standing = 0) as newcomers
      where first_at > newest - ${BURST_TIME}::bigint group by case_id
    ), usual as (
      select cases.id as case_id, sum(earlier.reporters) / ${USUAL_DAYS}::float8 as usual
      from cases join cases as earlier on earlier.host = cases.host
      where cases.id in (${sql.join(cases)}) and (earlier.state = 'rejected' or earlier.state = 'expired' and earlier.published_at = 0)
        and earlier.opened_at > cases.opened_at - ${USUAL_DAYS * DAY}::bigint
      group by cases.id
    ), sums as (
      select case_id,
        count(*) filter (where kind = 'defaced') as reporters,
        count(distinct network) filter (where kind = 'defaced') as networks,
        count(*) filter (where kind = 'defaced' and standing = 0) as newcomers,
        coalesce(sum(weight) filter (where kind = 'defaced'), 0) as weight_for,
        coalesce(sum(weight) filter (where kind = 'healthy'), 0) as weight_against,
        max(last_at) filter (where kind = 'defaced') as last_at
      from voices group by case_id
    ), shown as (
      select case_id,
        (array_agg(sketch order by number desc) filter (where sketch <> ${EMPTY_SKETCH}))[1] as sketch,
        case when count(distinct url) filter (where kind = 'defaced') = 1
          then regexp_replace(min(url) filter (where kind = 'defaced'), '^https?://[^/]+', '') else '/' end as path
      from reports where case_id in (${sql.join(cases)}) group by case_id
    )
    update cases set reporters = sums.reporters, networks = sums.networks, newcomers = sums.newcomers,
      weight_for = sums.weight_for, weight_against = sums.weight_against,
      last_report_at = coalesce(sums.last_at, cases.last_report_at),
      denials = coalesce(denied.denials, 0), proven_denials = coalesce(denied.proven_denials, 0),
      denial_networks = coalesce(denied.denial_networks, 0), weight_denials = coalesce(denied.weight_denials, 0),
      burst = coalesce(burst.burst, 0), burst_networks = coalesce(burst.burst_networks, 0),
      usual = coalesce(usual.usual, 0), path = coalesce(nullif(shown.path, ''), '/'),
      sketch = coalesce(nullif(cases.sketch, ''), shown.sketch, '')
    from sums join shown using (case_id) left join denied using (case_id) left join burst using (case_id)
      left join usual using (case_id) where cases.id = sums.case_id`.execute(database)
}

export const EMPTY_SKETCH = JSON.stringify({ text: [], structure: [] })
