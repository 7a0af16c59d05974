import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type Logger, pino } from 'pino'
import { feedCrypto } from '../engine/feed/web-crypto.ts'
import { shippedPatterns } from '../engine/patterns/shipped.ts'
import { shippedWeights } from '../engine/verdict/weights.ts'
import { agreeOnSignatures } from './believe/agree-on-signatures.ts'
import { decideCases } from './believe/cases.ts'
import { PublicFetcher } from './believe/fetch-page.ts'
import { forget } from './believe/forget.ts'
import { addModerator } from './believe/moderate.ts'
import { takeAway } from './believe/owners.ts'
import { makeCollector } from './collector.ts'
import { type Config, readConfig } from './config.ts'
import { type Database, openDatabase } from './database/open.ts'
import { messageOf } from './http/app.ts'
import { type FeedKey, readFeedKey } from './publish/feed-key.ts'
import { standingNumber } from './publish/mirror.ts'
import { publish } from './publish/publish.ts'
import { Rounds } from './rounds.ts'

const SECOND = 1_000

async function main(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel, base: null })
  const key = config.feedKey === null ? null : readFeedKey(config.feedKey)
  const isWatched = watchedBy(config.watchList)
  const database = await openDatabase({
    ...config,
    onError: (error) => logger.error({ cause: error.message }, 'a connection to the database broke'),
  })
  const [command, name] = process.argv.slice(2)
  if (command === 'moderator' && name !== undefined) {
    process.stdout.write(`${await addModerator(database, name, Date.now())}\n`)
    return database.destroy()
  }
  if (command === 'take-away' && name !== undefined) {
    await takeAway(database, name.toLowerCase(), Date.now()).finally(() => database.destroy())
    process.stdout.write(`${name} belongs to nobody now.\n`)
    return
  }
  try {
    await serve({ config, logger, database, key, isWatched })
  } catch (error) {
    // An open database would keep the process alive, which does nothing.
    await database.destroy()
    throw error
  }
}

interface Means {
  config: Config
  logger: Logger
  database: Database
  key: FeedKey | null
  isWatched(host: string): boolean
}

/** Starts to answer, and to believe, look and publish in rounds, until a signal ends it. */
async function serve({ config, logger, database, key, isWatched }: Means): Promise<void> {
  makeWritable(config.feedDir)
  const fetcher = new PublicFetcher()
  const stopping = new AbortController()
  const collector = await makeCollector({
    database,
    logger,
    patterns: shippedPatterns(),
    weights: shippedWeights,
    fetchPage: config.looks ? fetcher.fetchPage : null,
    isWatched,
    trustProxy: config.trustProxy,
    feedDir: config.feedDir,
    stopping: stopping.signal,
    now: Date.now,
  })
  const { app, tools, count, look } = collector
  const rounds = new Rounds(logger, tools.metrics)
  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping')
    // Pages first: in an outage hundreds are waited for that never come.
    stopping.abort()
    await fetcher.close()
    await app.close()
    await tools.intake.settled()
    await rounds.stop()
    await database.destroy()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop(signal).catch((error: unknown) => {
        logger.error({ cause: messageOf(error) }, 'did not stop cleanly')
        process.exitCode = 1
      })
    })
  const address = await app.listen({ port: config.port, host: config.host }).catch((cause: unknown) => {
    throw new Error(`Nobody can listen on ${config.host}, port ${config.port}; change PORT or HOST.`, {
      cause,
    })
  })
  logger.info({ address }, 'listening')
  rounds.every(SECOND, 'believe', count)
  // By themselves: pages that hang must not hold up what readers and moderators say.
  rounds.every(SECOND, 'look', look)
  const crypto = feedCrypto(globalThis.crypto.subtle)
  rounds.every(config.publishMinutes * 60 * SECOND, 'publish', async () => {
    const leftOut = (what: string) => logger.error({ what }, 'left out of the feed, which cannot hold it')
    const tryIt = () => publish({ database, folder: config.feedDir, key, crypto, leftOut, now: Date.now() })
    let published = await tryIt()
    // Whoever waited for another has a folder that may be behind what that one published.
    for (; published === 'taken'; published = await tryIt()) await setTimeout(SECOND)
    tools.metrics.sequence.set(standingNumber(config.feedDir))
    if (published !== null) logger.info(published, 'published')
  })
  rounds.every(600 * SECOND, 'signatures', () => agreeOnSignatures(database, Date.now()))
  rounds.every(600 * SECOND, 'forget', () => forget(database, Date.now()))
  rounds.every(60 * SECOND, 'expire', () => decideCases(database, { now: Date.now(), looks: config.looks }))
}

/** Hosts of a list of domains, one a line; all where there is no list. */
function watchedBy(file: string | null): (host: string) => boolean {
  if (file === null) return () => true
  const domains = new Set(
    readList(file)
      .split('\n')
      .map((line) => line.trim().toLowerCase())
      .filter((line) => line !== ''),
  )
  return (host) => host.split('.').some((_, i, labels) => domains.has(labels.slice(i).join('.')))
}

function readList(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Error(`The list ${file} cannot be read; set WATCH_LIST to a file of domains, or unset it.`, {
      cause,
    })
  }
}

/** Makes sure of a folder, so that an operator hears at once that nothing could be published. */
function makeWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new Error(`The folder ${folder} cannot be written; set FEED_DIR to one that can.`, { cause })
  }
}

try {
  await main(readConfig(process.env))
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 1
}
