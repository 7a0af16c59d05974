import { sql } from 'kysely'
import type { Authority } from '../../engine/signature/comparison.ts'
import { higher } from '../../engine/signature/comparison.ts'
import type { Database } from '../database/open.ts'
import { type LookTools, lookAt } from './look.ts'
import { authorityOf } from './stored-signature.ts'

const MINUTE = 60_000
/** Milliseconds after which a page is looked at again: one that was not there soon, one that is published now and then. */
const AGAIN = { unsettled: 10 * MINUTE, published: 30 * MINUTE, other: 120 * MINUTE }
/** Pages opened at once, and in one round unless fewer are asked for. */
const LANES = 8
const ROUND = 400

/** Opens the pages of cases that are due, of so many at most. Gives the cases that were looked at. */
export async function lookRound(database: Database, tools: LookTools, most = ROUND): Promise<number[]> {
  const now = tools.now()
  const due = await sql<{ id: number; host: string; path: string; url: string | null }>`
    select id, host, path, (select min(url) from reports where case_id = cases.id and kind = 'defaced') as url
    from cases
    where state in ('open', 'held', 'suspect', 'defaced') and reporters > 0 and (
      look_at = 0
      or (look in ('failed', 'unavailable', 'undetermined') and look_at < ${now - AGAIN.unsettled})
      or (state in ('suspect', 'defaced') and look_at < ${now - AGAIN.published})
      or (last_report_at > look_at and look_at < ${now - AGAIN.other}))
    order by look_at, id limit ${most}`.execute(database)
  const rules = await database.selectFrom('suspended').select('rule').execute()
  const suspended = new Set(rules.map(({ rule }) => rule))
  const waiting = [...due.rows]
  const looked: number[] = []
  const lane = async () => {
    for (
      let one = waiting.pop();
      one !== undefined && tools.stopping?.aborted !== true;
      one = waiting.pop()
    ) {
      const url = one.url ?? `https://${one.host}${one.path}`
      if (await lookAtCase(database, tools, { ...one, url, suspended })) looked.push(one.id)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return looked
}

/** A case that everyone was told of stays with its campaign. */
const unlessPublished = sql<string>`case when state in ('suspect', 'defaced') then campaign else '' end`

/** Gives false where the collector is stopped meanwhile: a page that it left itself is none that does not answer. */
async function lookAtCase(
  database: Database,
  tools: LookTools,
  { id, host, url, suspended }: { id: number; host: string; url: string; suspended: ReadonlySet<string> },
): Promise<boolean> {
  const look = await lookAt(url, { authority: await knownOf(database, host), suspended }, tools)
  if (tools.stopping?.aborted === true) return false
  const at = tools.now()
  await database
    .insertInto('looks')
    .values({
      case_id: id,
      at,
      verdict: look.verdict,
      points: look.points,
      found: JSON.stringify(look.found),
    })
    .execute()
  await database
    .updateTable('cases')
    .set({
      look: look.verdict,
      look_at: at,
      ...(look.hosting === '' ? {} : { hosting: look.hosting }),
      // What the collector saw says better than any reader's sketch which campaign it is.
      ...(look.sketch === null ? {} : { sketch: JSON.stringify(look.sketch), campaign: unlessPublished }),
    })
    .where('id', '=', id)
    .execute()
  return true
}

/** What owner or crowd say of a host's pages. */
async function knownOf(database: Database, host: string): Promise<Authority | null> {
  const rows = await database.selectFrom('signatures').selectAll().where('host', '=', host).execute()
  return rows.map(({ source, core }) => authorityOf(source, core)).reduce(higher, null)
}
