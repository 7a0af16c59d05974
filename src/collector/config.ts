import { resolve } from 'node:path'
import * as v from 'valibot'

const count = (most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d+$/, 'it is no whole number'),
    v.transform(Number),
    v.maxValue(most, `it is more than ${most}`),
  )

const environment = v.object({
  /** Port to listen on; 0 takes any that is free. */
  PORT: v.optional(count(65_535), '8430'),
  HOST: v.optional(v.string(), '127.0.0.1'),
  /** Where the embedded database and the published files lie. */
  DATA_DIR: v.optional(v.string(), 'collector-data'),
  /** A PostgreSQL server in place of the embedded database. */
  DATABASE_URL: v.optional(
    v.pipe(v.string(), v.regex(/^postgres(?:ql)?:\/\//, 'it does not begin with postgresql://')),
  ),
  /** Folder the feed is written to; DATA_DIR/feed where it is not set. */
  FEED_DIR: v.optional(v.string()),
  /** File with the key that signs heads, as `masthead feed key` wrote it; without it nothing is published. */
  FEED_KEY: v.optional(v.string()),
  /** Minutes between two publications. */
  PUBLISH_MINUTES: v.optional(count(1_440), '10'),
  /** Watched domains, one a line; without it any public host may be reported. */
  WATCH_LIST: v.optional(v.string()),
  /** "off" keeps the collector from opening reported pages. */
  OWN_LOOK: v.optional(v.picklist(['on', 'off']), 'on'),
  /** Proxies in front of this process, whose word about a reader's address is taken. */
  TRUST_PROXY: v.optional(count(16), '0'),
  LOG_LEVEL: v.optional(v.picklist(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  feedDir: string
  feedKey: string | null
  publishMinutes: number
  watchList: string | null
  looks: boolean
  trustProxy: number
  logLevel: string
}

/** Reads the environment; throws one sentence that names the variable. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = v.safeParse(environment, env, { abortEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new Error(`${v.getDotPath(issue)} is not usable: ${issue.message}; change or unset it.`)
  }
  const set = parsed.output
  const dataDir = resolve(set.DATA_DIR)
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir,
    databaseUrl: set.DATABASE_URL ?? null,
    feedDir: resolve(set.FEED_DIR ?? `${dataDir}/feed`),
    feedKey: set.FEED_KEY ?? null,
    publishMinutes: Math.max(1, set.PUBLISH_MINUTES),
    watchList: set.WATCH_LIST ?? null,
    looks: set.OWN_LOOK === 'on',
    trustProxy: set.TRUST_PROXY,
    logLevel: set.LOG_LEVEL,
  }
}
