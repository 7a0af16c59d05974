import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import cors from '@fastify/cors'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { PatternSet } from '../engine/patterns/compile.ts'
import type { Weights } from '../engine/verdict/weights.ts'
import { assignCampaigns } from './believe/campaigns.ts'
import { decideCases } from './believe/cases.ts'
import { countReports } from './believe/count.ts'
import type { PageFetcher } from './believe/fetch-page.ts'
import { lookRound } from './believe/look-round.ts'
import { resolveTxt } from './believe/proof.ts'
import { Tokens } from './believe/tokens.ts'
import type { Database } from './database/open.ts'
import { settingOf } from './database/settings.ts'
import { makeApp } from './http/app.ts'
import { Limits, type PER_MINUTE } from './http/limits.ts'
import { ownerRoutes } from './http/owner-routes.ts'
import { reportRoutes } from './http/report-routes.ts'
import { serviceRoutes } from './http/service-routes.ts'
import { siteRoutes } from './http/site-routes.ts'
import { ReportIntake } from './intake/batch.ts'
import { type Neighbourhood, Neighbourhoods } from './intake/neighbourhood.ts'
import { type Metrics, makeMetrics } from './metrics.ts'

export interface CollectorOptions {
  database: Database
  logger: Logger
  patterns: PatternSet
  weights: Weights
  /** Null where the collector does not open pages itself. */
  fetchPage: PageFetcher | null
  isWatched(host: string): boolean
  trustProxy: number
  /** Folder of the published feed, served under /feed/; null where another server does that. */
  feedDir: string | null
  /** The name service in which owners prove their domains. */
  resolveTxt?: typeof resolveTxt
  /** Aborted where the collector is about to stop: it opens no more pages. */
  stopping?: AbortSignal
  now(): number
}

/** What routes and rounds work with. */
export interface Tools {
  database: Database
  metrics: Metrics
  tokens: Tokens
  intake: ReportIntake
  /** Makes receipts. */
  secret: KeyObject
  isWatched(host: string): boolean
  /** Whether the collector opens pages itself, and by what. */
  looks: boolean
  fetchPage: PageFetcher | null
  resolveTxt: typeof resolveTxt
  /** Throws where a neighbourhood asks for more than its share; gives the neighbourhood. */
  limit(name: keyof typeof PER_MINUTE, address: string): Promise<Neighbourhood>
  now(): number
}

export interface Collector {
  app: FastifyInstance
  tools: Tools
  /** Counts what came in and decides what it changes; waits for no page. */
  count(): Promise<void>
  /** Opens the pages that are due, some at a time, and decides by what was there; until no more are. */
  look(): Promise<void>
  /** Both one after the other, all pages at once: for who has time, and wants everything done after it. */
  believe(): Promise<void>
}

/** Pages that are opened before their cases are decided: some that hang hold up these and no others. */
const LOOKS = 40

/** The collector without its sockets and timers. */
export async function makeCollector(options: CollectorOptions): Promise<Collector> {
  const { database, logger, now, fetchPage, isWatched, patterns, weights, stopping } = options
  const metrics = makeMetrics()
  const limits = new Limits()
  const neighbourhoods = new Neighbourhoods(database, now)
  const tools: Tools = {
    database,
    metrics,
    tokens: new Tokens(database, now),
    intake: new ReportIntake(database),
    secret: createSecretKey(
      Buffer.from(await settingOf(database, 'receipts', () => randomBytes(32).toString('hex'))),
    ),
    isWatched,
    looks: fetchPage !== null,
    fetchPage,
    resolveTxt: options.resolveTxt ?? resolveTxt,
    async limit(name, address) {
      const from = await neighbourhoods.of(address)
      await limits.take(name, from.nearby)
      return from
    },
    now,
  }
  const app = makeApp(logger, metrics, options.trustProxy)
  // Extensions ask from origins of their own, and nothing here depends on who asks.
  await app.register(cors, { origin: '*', methods: ['GET', 'POST'] })
  if (options.feedDir !== null) {
    mkdirSync(options.feedDir, { recursive: true })
    await app.register(fastifyStatic, { root: options.feedDir, prefix: '/feed/', cacheControl: false })
  }
  reportRoutes(app, tools)
  ownerRoutes(app, tools)
  serviceRoutes(app, tools)
  await siteRoutes(app, tools)
  const counted = async () => {
    const touched = new Set<number>()
    for (let some = await countReports(database); some.length > 0; some = await countReports(database))
      for (const id of some) touched.add(id)
    return touched
  }
  const judging = { patterns, weights, ...(stopping === undefined ? {} : { stopping }) }
  const looked = async (most?: number) => {
    if (fetchPage === null) return []
    const ids = await lookRound(database, { ...judging, fetchPage, now }, most)
    metrics.looks.inc(ids.length)
    return ids
  }
  const decided = async (touched: Iterable<number>) => {
    await decideCases(database, { now: now(), looks: fetchPage !== null }, [...touched])
    await assignCampaigns(database, now())
  }
  return {
    app,
    tools,
    count: async () => decided(await counted()),
    async look() {
      for (let some = await looked(LOOKS); some.length > 0; some = await looked(LOOKS)) await decided(some)
    },
    async believe() {
      const touched = await counted()
      await decided([...touched, ...(await looked())])
    },
  }
}
