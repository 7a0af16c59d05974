import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { pino } from 'pino'
import { feedCrypto } from '../engine/feed/web-crypto.ts'
import { shippedPatterns } from '../engine/patterns/shipped.ts'
import { shippedWeights } from '../engine/verdict/weights.ts'
import { decideCases } from './believe/cases.ts'
import { PublicFetcher } from './believe/fetch-page.ts'
import { addModerator } from './believe/moderate.ts'
import { agreeOnSignatures } from './believe/signature-votes.ts'
import { makeCollector } from './collector.ts'
import { type Config, readConfig } from './config.ts'
import { openDatabase } from './database/open.ts'
import { messageOf } from './http/app.ts'
import { readFeedKey } from './publish/feed-key.ts'
import { standingNumber } from './publish/mirror.ts'
import { publish } from './publish/publish.ts'
import { Rounds } from './rounds.ts'

const SECOND = 1_000

async function main(config: Config): Promise<void> {
  const logger = pino({ level: config.logLevel, base: null })
  const database = await openDatabase({
    ...config,
    onError: (error) => logger.error({ cause: error.message }, 'a connection to the database broke'),
  })
  const [command, name] = process.argv.slice(2)
  if (command === 'moderator' && name !== undefined) {
    process.stdout.write(`${await addModerator(database, name, Date.now())}\n`)
    return database.destroy()
  }
  const key = config.feedKey === null ? null : readFeedKey(config.feedKey)
  const fetcher = new PublicFetcher()
  const collector = await makeCollector({
    database,
    logger,
    patterns: shippedPatterns(),
    weights: shippedWeights,
    fetchPage: config.looks ? fetcher.fetchPage : null,
    isWatched: watchedBy(config.watchList),
    trustProxy: config.trustProxy,
    feedDir: config.feedDir,
    now: Date.now,
  })
  const { app, tools, believe } = collector
  const rounds = new Rounds(logger, tools.metrics)
  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping')
    await app.close()
    await tools.intake.settled()
    await rounds.stop()
    await fetcher.close()
    await database.destroy()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stop(signal).catch((error: unknown) => {
        logger.error({ cause: messageOf(error) }, 'did not stop cleanly')
        process.exitCode = 1
      })
    })
  const address = await app.listen({ port: config.port, host: config.host })
  logger.info({ address }, 'listening')
  rounds.every(SECOND, 'believe', believe)
  const crypto = feedCrypto(globalThis.crypto.subtle)
  rounds.every(config.publishMinutes * 60 * SECOND, 'publish', async () => {
    const tryIt = () => publish({ database, folder: config.feedDir, key, crypto, now: Date.now() })
    let published = await tryIt()
    // Whoever waited for another has a folder that may be behind what that one published.
    for (; published === 'taken'; published = await tryIt()) await setTimeout(SECOND)
    tools.metrics.sequence.set(standingNumber(config.feedDir))
    if (published !== null) logger.info(published, 'published')
  })
  rounds.every(600 * SECOND, 'signatures', () => agreeOnSignatures(database, Date.now()))
  rounds.every(60 * SECOND, 'expire', () => decideCases(database, { now: Date.now(), looks: config.looks }))
}

/** Hosts of a list of domains, one a line; all where there is no list. */
function watchedBy(file: string | null): (host: string) => boolean {
  if (file === null) return () => true
  const domains = new Set(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((line) => line.trim().toLowerCase())
      .filter((line) => line !== ''),
  )
  return (host) => host.split('.').some((_, i, labels) => domains.has(labels.slice(i).join('.')))
}

try {
  await main(readConfig(process.env))
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exitCode = 1
}
