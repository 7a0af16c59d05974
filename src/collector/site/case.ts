import * as v from 'valibot'
import { findWaves, type Wave } from '../../engine/incident/wave.ts'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'

const signsSchema = v.array(v.object({ sign: v.string(), bits: v.number(), words: v.array(v.string()) }))
const foundSchema = v.object({ title: v.string(), says: v.array(v.string()), reasons: v.array(v.string()) })
const MOST = 50
/** How far back a wave is followed. */
const WAVE_DAYS = 7 * 86_400_000

/** Everything a moderator looks at to decide a case. */
export async function caseFile(database: Database, id: number) {
  const one = await database.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
  if (one === undefined) throw new RequestError(404, 'There is no such case; go back to the queue.')
  const reports = await database
    .selectFrom('reports')
    .select(['received_at', 'kind', 'url', 'verdict', 'points', 'signs', 'note', 'screenshot', 'standing'])
    .where('case_id', '=', id)
    .orderBy('number', 'desc')
    .limit(MOST)
    .execute()
  const looks = await database
    .selectFrom('looks')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
  const decisions = await database
    .selectFrom('decisions')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('id', 'desc')
    .execute()
  return {
    case: one,
    reports: reports.map((report) => ({ ...report, signs: v.parse(signsSchema, JSON.parse(report.signs)) })),
    looks: looks.map((look) => ({ ...look, found: v.parse(foundSchema, JSON.parse(look.found)) })),
    decisions,
  }
}

export type CaseFile = Awaited<ReturnType<typeof caseFile>>

/**
 * Campaigns that are spreading now, by their names. For moderators alone: it counts what is reported as well as what is
 * published, from when each site was first reported.
 */
export async function wavesOf(database: Database, now: number): Promise<Map<string, Wave>> {
  const cases = await database
    .selectFrom('cases')
    .select(['campaign', 'host', 'opened_at'])
    .where('campaign', '!=', '')
    .where('opened_at', '>', now - WAVE_DAYS)
    .where('state', 'not in', ['rejected', 'expired'])
    .execute()
  const waves = findWaves(
    cases.map(({ campaign, host, opened_at }) => ({ campaign, host, at: opened_at })),
    now,
  )
  return new Map(waves.map((wave) => [wave.campaign, wave]))
}
