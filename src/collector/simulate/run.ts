import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { pino } from 'pino'
import * as v from 'valibot'
import type { FeedCrypto } from '../../engine/feed/signed.ts'
import { shippedPatterns } from '../../engine/patterns/shipped.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { decideCases } from '../believe/cases.ts'
import { makeCollector } from '../collector.ts'
import type { Database } from '../database/open.ts'
import type { FeedKey } from '../publish/feed-key.ts'
import { publish } from '../publish/publish.ts'
import { Mint } from './mint.ts'
import { Moderators, type Rulings } from './moderators.ts'
import { standingIn } from './standing.ts'
import { Wallets } from './wallets.ts'
import { type Lie, type Sending, World, type WorldOptions } from './world.ts'

const MINUTE = 60_000
/** Publications are this far apart. */
export const INTERVAL = 20 * MINUTE
const EXPIRY = 6 * 60 * MINUTE
const DAY = 24 * 60 * MINUTE
/** Browsers ask what became of their reports about every hour; here, less often. */
const TENDING = DAY / 2
const receiptSchema = v.object({ receipt: v.string() })

export interface SimulationOptions extends WorldOptions {
  database: Database
  folder: string
  key: FeedKey
  crypto: Pick<FeedCrypto, 'sha256'>
  onDay(day: number, text: string): void
}

export interface Step {
  at: number
  /** Sites that are defaced, those of them that are published, and healthy ones that are. */
  defaced: number
  published: number
  wrong: number
  incidents: number
  diff: number
  dayDiff: number
  total: number
}

export interface SimulationResult {
  world: World
  steps: Step[]
  sent: number
  answers: Map<number, number>
  /** When each site was first in a published feed, by host. */
  publishedAt: Map<string, number>
  /** Hosts that were ever published as red. */
  red: ReadonlySet<string>
  rulings: Rulings
  /** When the third honest report of a site that was defaced then was taken, by host. */
  thirdAt: Map<string, number>
  states: { host: string; state: string; campaign: string; published_at: number }[]
  databaseBytes: number
  lies: Map<Lie, number>
  /** Better tokens that readers and liars earned, and newcomers' tokens that were refused. */
  earned: Wallets['earned']
}

/** Lets an invented world run against the collector: its HTTP interface, database, judge and publisher. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const world = new World(options)
  const clock = { now: options.start }
  const { database, folder, key, crypto } = options
  const collector = await makeCollector({
    database,
    logger: pino({ level: 'silent' }),
    patterns: shippedPatterns(),
    weights: shippedWeights,
    fetchPage: async (url) => world.open(url, clock.now),
    isWatched: () => true,
    trustProxy: 0,
    feedDir: null,
    now: () => clock.now,
  })
  const moderators = new Moderators(database, world)
  const { tokens } = collector.tools
  const wallets = new Wallets({
    app: collector.app,
    mint: new Mint(database, tokens),
    addressOf: (reader) => world.addressOf(reader),
    keyOf: async (standing) => (await tokens.keys())[standing]?.key ?? '',
  })
  const answers = new Map<number, number>()
  const lies = new Map<Lie, number>()
  const reported = new Map<string, number>()
  const thirdAt = new Map<string, number>()
  const send = async ({ reader, site, kind, lie, at }: Sending) => {
    if (lie !== null) lies.set(lie, (lies.get(lie) ?? 0) + 1)
    const spent = await wallets.spend(reader)
    if (spent === null) return
    const id = randomUUID()
    const report = {
      version: 1,
      id,
      kind,
      url: `https://${site.host}/`,
      at: Math.floor(at / MINUTE) * MINUTE,
      verdict: { kind: kind === 'defaced' ? 'suspect' : 'unfamiliar', points: 2, fingerprint: '' },
      signs: [],
      sketch: { text: [], structure: [] },
      note: '',
      screenshot: '',
    }
    const answer = await collector.app.inject({
      method: 'POST',
      url: '/v1/reports',
      payload: { token: spent.token, report },
      remoteAddress: world.addressOf(reader),
    })
    answers.set(answer.statusCode, (answers.get(answer.statusCode) ?? 0) + 1)
    if (answer.statusCode !== 201) return
    if (lie === null && kind === 'defaced' && world.isDefaced(site, at)) {
      const honest = (reported.get(site.host) ?? 0) + 1
      reported.set(site.host, honest)
      if (honest === 3) thirdAt.set(site.host, at)
    }
    const { receipt } = v.parse(receiptSchema, answer.json())
    wallets.wait({ id, receipt, reader, standing: spent.standing, isLie: lie !== null })
  }

  const steps: Step[] = []
  const publishedAt = new Map<string, number>()
  const red = new Set<string>()
  const count = Math.ceil((options.days * 24 * 60 * MINUTE) / INTERVAL)
  let next = 0
  for (let step = 1; step <= count; step++) {
    const end = options.start + step * INTERVAL
    while (next < world.sendings.length && (world.sendings[next]?.at ?? end) < end) {
      const batch = world.sendings.slice(next, next + 32).filter(({ at }) => at < end)
      next += batch.length
      clock.now = Math.floor(batch.at(-1)?.at ?? clock.now)
      await Promise.all(batch.map(send))
    }
    clock.now = end
    await collector.believe()
    if (step % (EXPIRY / INTERVAL) === 0) await decideCases(database, { now: end, looks: true })
    await moderators.turn(end)
    const round = await publish({ database, folder, key, crypto, now: end })
    const published = round === 'taken' ? null : round
    const standing = standingIn(folder)
    for (const { host, state } of standing) {
      if (!publishedAt.has(host)) publishedAt.set(host, end)
      if (state === 'defaced') red.add(host)
    }
    const last = steps.at(-1)
    steps.push({
      at: end,
      defaced: world.sites.filter((site) => world.isDefaced(site, end)).length,
      published: standing.filter(({ host }) => (world.siteOf(host)?.defacedAt ?? 0) !== 0).length,
      wrong: standing.filter(({ host }) => world.siteOf(host)?.defacedAt === 0).length,
      incidents: published?.incidents ?? last?.incidents ?? 0,
      diff: published?.diff ?? 0,
      dayDiff: published?.dayDiff ?? 0,
      total: published?.total ?? last?.total ?? 0,
    })
    if (step % (TENDING / INTERVAL) === 0) await wallets.tend()
    if (step % (DAY / INTERVAL) === 0)
      options.onDay((step * INTERVAL) / DAY, `${next} reports, ${standing.length} sites published`)
  }
  const cases = await database
    .selectFrom('cases')
    .select(['host', 'state', 'campaign', 'published_at'])
    .execute()
  const size = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
    database,
  )
  await collector.app.close()
  return {
    world,
    steps,
    sent: next,
    answers,
    publishedAt,
    red,
    rulings: moderators.rulings,
    thirdAt,
    states: cases,
    databaseBytes: size.rows[0]?.bytes ?? 0,
    lies,
    earned: wallets.earned,
  }
}
