import { pino } from 'pino'
import type { PageFetcher } from '../../../src/collector/believe/fetch-page.ts'
import { makeCollector } from '../../../src/collector/collector.ts'
import { openDatabase } from '../../../src/collector/database/open.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { openEmbedded } from './embedded.ts'

export const START = Date.UTC(2026, 10, 23, 6)

export interface TestOptions {
  databaseUrl: string | null
  dataDir: string
  fetchPage?: PageFetcher | null
  isWatched?: (host: string) => boolean
  resolveTxt?: (name: string) => Promise<string[][]>
  stopping?: AbortSignal
}

/** A collector with a clock that only the test moves, and all that it logs. */
export async function testCollector(options: TestOptions) {
  const clock = { now: START }
  const logged: string[] = []
  const logger = pino({ level: 'debug', base: null }, { write: (line: string) => void logged.push(line) })
  const { dataDir, databaseUrl } = options
  const onError = (error: Error) => logger.error(error.message)
  const database = await (databaseUrl === null
    ? openEmbedded(dataDir, onError)
    : openDatabase({ dataDir, databaseUrl, onError }))
  const collector = await makeCollector({
    database,
    logger,
    patterns: shippedPatterns(),
    weights: shippedWeights,
    fetchPage: options.fetchPage ?? null,
    isWatched: options.isWatched ?? (() => true),
    trustProxy: 0,
    feedDir: null,
    ...(options.resolveTxt === undefined ? {} : { resolveTxt: options.resolveTxt }),
    ...(options.stopping === undefined ? {} : { stopping: options.stopping }),
    now: () => clock.now,
  })
  return {
    ...collector,
    database,
    clock,
    logged,
    async stop() {
      await collector.app.close()
      await database.destroy()
    },
  }
}

export type TestCollector = Awaited<ReturnType<typeof testCollector>>

export const caseOf = ({ database }: TestCollector, host: string) =>
  database
    .selectFrom('cases')
    .selectAll()
    .where('host', '=', host)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
