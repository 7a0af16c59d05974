import * as v from 'valibot'
import { type Campaign, findCampaign, isEmpty, joinCampaign } from '../../engine/incident/campaign.ts'
import type { Sketch } from '../../engine/incident/sketch.ts'
import { whileAlone } from '../database/alone.ts'
import type { Database } from '../database/open.ts'
import { EMPTY_SKETCH, GOING_ON } from './count.ts'
import { isPublished } from './decide.ts'

const sketchSchema = v.object({ text: v.array(v.number()), structure: v.array(v.number()) })
const BATCH = 2_000

/**
 * Puts cases that go on, and have a sketch, to a campaign, also before they are published: so a wave is found while it
 * spreads. What is not published starts a campaign or joins one as it is, and teaches it nothing: anybody can send a
 * sketch. Gives how many. Two processes at once would give one message two names, and one name to two messages: who
 * finds another at it leaves it to that one.
 */
export async function assignCampaigns(database: Database, now: number): Promise<number> {
  const assigned = await whileAlone(database, 'campaigns', (connection) => assign(connection, now))
  return assigned === 'taken' ? 0 : assigned
}

async function assign(database: Database, now: number): Promise<number> {
  const cases = await database
    .selectFrom('cases')
    .select(['id', 'sketch', 'state'])
    .where('campaign', '=', '')
    .where('sketch', 'not in', ['', EMPTY_SKETCH])
    .where('state', 'in', [...GOING_ON])
    .orderBy('id')
    .limit(BATCH)
    .execute()
  if (cases.length === 0) return 0
  const stored = await database.selectFrom('campaigns').selectAll().execute()
  const campaigns = new Map<string, Campaign>(
    stored.map(({ name, sketch }) => [
      name,
      { name, examples: v.parse(v.array(sketchSchema), JSON.parse(sketch)) },
    ]),
  )
  let next = 1 + Math.max(0, ...stored.map(({ name }) => Number(name.slice(1))))
  const members = new Map<string, number[]>()
  const changed = new Set<string>()
  for (const { id, sketch, state } of cases) {
    const page: Sketch = v.parse(sketchSchema, JSON.parse(sketch))
    if (isEmpty(page)) continue
    const found = findCampaign([...campaigns.values()], page) ?? { name: `c${next++}`, examples: [] }
    const isTeaching = found.examples.length === 0 || isPublished(state)
    const joined = isTeaching ? joinCampaign(found, page) : found
    if (joined !== found || !campaigns.has(found.name)) changed.add(found.name)
    campaigns.set(found.name, joined)
    members.set(found.name, [...(members.get(found.name) ?? []), id])
  }
  await database.transaction().execute(async (transaction) => {
    for (const [name, ids] of members) {
      const sketch = JSON.stringify(campaigns.get(name)?.examples ?? [])
      await transaction.updateTable('cases').set({ campaign: name }).where('id', 'in', ids).execute()
      const sites = await sitesOf(transaction, name)
      await transaction
        .insertInto('campaigns')
        .values({ name, sketch, first_at: now, last_at: now, sites })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ last_at: now, sites, ...(changed.has(name) ? { sketch } : {}) }),
        )
        .execute()
    }
  })
  return cases.length
}

async function sitesOf(database: Database, campaign: string): Promise<number> {
  const { sites } = await database
    .selectFrom('cases')
    .select((make) => make.fn.count<number>('host').distinct().as('sites'))
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow()
  return Number(sites)
}
