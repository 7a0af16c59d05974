import { sql } from 'kysely'
import * as v from 'valibot'
import { findOutages } from '../../engine/incident/outage.ts'
import { VERDICT_KINDS } from '../../engine/verdict/verdict.ts'
import type { Database } from '../database/open.ts'
import { CASE_STATES, type CaseState } from '../database/schema.ts'
import { GOING_ON } from './count.ts'
import { type CaseFacts, decide, isPublished } from './decide.ts'

const HOUR = 3_600_000
/** How far back reports speak of an outage that goes on. */
const OUTAGE_WINDOW = 3 * HOUR

const lookSchema = v.picklist([...VERDICT_KINDS, 'failed'])
const stateSchema = v.picklist(CASE_STATES)

const NO_DENIALS = { denials: 0, proven_denials: 0, denial_networks: 0, weight_denials: 0 } as const

export interface DecideOptions {
  now: number
  /** Whether the collector opens pages itself. */
  looks: boolean
}

/**
 * Decides cases anew, those given or all that go on, and writes down what changed. Deciding twice changes nothing.
 */
export async function decideCases(
  database: Database,
  { now, looks }: DecideOptions,
  only: readonly number[] | null = null,
): Promise<number> {
  const query = database
    .selectFrom('cases')
    .selectAll()
    .where('state', 'in', [...GOING_ON])
  const cases = await (only === null ? query : query.where('id', 'in', [...only, 0])).execute()
  if (cases.length === 0) return 0
  const down = await hostsDown(database, now)
  const votes = await votesOf(
    database,
    cases.map(({ id }) => id),
  )
  let changed = 0
  for (const one of cases) {
    const vote = votes.get(one.id)
    const seen = one.look === 'suspect' || one.look === 'defaced' ? one.look_at : 0
    const facts: CaseFacts = {
      state: v.parse(stateSchema, one.state),
      reporters: one.reporters,
      networks: one.networks,
      newcomers: one.newcomers,
      weightFor: one.weight_for,
      weightAgainst: one.weight_against,
      look: !looks ? 'off' : one.look === '' ? null : v.parse(lookSchema, one.look),
      isLookSince: one.look_at > one.published_at,
      isHostDown: down.has(one.hosting),
      approvals: vote?.approvals ?? 0,
      isRejected: vote?.isRejected ?? false,
      denials: one.denials,
      provenDenials: one.proven_denials,
      denialNetworks: one.denial_networks,
      weightDenials: one.weight_denials,
      burst: one.burst,
      burstNetworks: one.burst_networks,
      usual: one.usual,
      isWithdrawn: one.withdrawn_at > 0,
      quiet: now - Math.max(one.last_report_at, seen),
    }
    const { state, why, isContested } = decide(facts)
    if (state === one.state && why === one.why && isContested === one.contested) continue
    changed++
    const isPublic = isPublished(state)
    const isFirst = isPublic && (one.published_at === 0 || one.withdrawn_at > 0)
    await database
      .updateTable('cases')
      .set({
        state,
        why,
        contested: isContested,
        // What was said against it before it was published, or published again, is no word on what is there now.
        ...(isFirst ? { published_at: now, withdrawn_at: 0, ...NO_DENIALS } : {}),
        ...(state === 'held' && isPublished(one.state) ? { withdrawn_at: now } : {}),
        ...(state === 'restored' ? { restored_at: now } : {}),
        ...(isGoingOn(state) ? {} : { ended_at: now }),
      })
      .where('id', '=', one.id)
      .where('state', '=', one.state)
      .execute()
  }
  return changed
}

const isGoingOn = (state: CaseState): boolean => GOING_ON.some((one) => one === state)

async function hostsDown(database: Database, now: number): Promise<Set<string>> {
  const sites = await database
    .selectFrom('cases')
    .select(['host', 'hosting', 'look'])
    .where('hosting', '!=', '')
    .where('look_at', '>', now - OUTAGE_WINDOW)
    .execute()
  return findOutages(
    sites.map(({ host, hosting, look }) => ({
      host,
      hosting,
      isUnreachable: look === 'failed' || look === 'unavailable',
    })),
  )
}

/** What moderators said since they last rejected the case; a person counts once. */
async function votesOf(database: Database, cases: readonly number[]) {
  const { rows } = await sql<{ case_id: number; approvals: number; rejected: boolean }>`
    with latest as (
      select distinct on (case_id, moderator) case_id, moderator, decision from decisions
      where case_id in (${sql.join(cases)}) order by case_id, moderator, id desc
    )
    select case_id, count(*) filter (where decision = 'defaced') as approvals,
      bool_or(decision = 'rejected') as rejected
    from latest group by case_id`.execute(database)
  return new Map(
    rows.map((row) => [row.case_id, { approvals: row.approvals, isRejected: row.rejected }] as const),
  )
}
