import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import { v5 } from 'uuid'
import * as v from 'valibot'
import type { WatchConfig } from '../config.ts'
import type { Write } from '../database/keep.ts'
import { type Connection, migrate } from '../database/open.ts'
import { longestWait } from '../hosts/visits.ts'

const QUEUE = 'checks'
const QUEUE_SCHEMA = 'masthead_queue'
/** Any number: processes that set up the tables of the queue wait for one another by it. */
const SETUP_LOCK = 7_160_551
const NAMESPACE = 'f2b0c9c4-6f0a-4d0e-9d53-0f5a7c9b7a11'
/** Milliseconds that what is put off waits at least, so that nobody asks for it all the time. */
export const SHORTEST_WAIT = 250
/** A check is worth any number of attempts. */
const ATTEMPTS = 1_000_000

/** A look that is to be kept: the one of that number at a property. */
const checkSchema = v.object({ property: v.string(), look: v.number() })
export type Check = v.InferOutput<typeof checkSchema>

/** The checks that wait or are done just now; everything happens in the caller's transaction. */
export class Jobs {
  readonly #boss: PgBoss
  readonly #expiry: number

  private constructor(boss: PgBoss, config: WatchConfig) {
    this.#boss = boss
    this.#expiry = longestCheck(config)
  }

  /** Makes and updates the tables of store and queue where that is needed. */
  static async open({ database, pool }: Connection, config: WatchConfig): Promise<Jobs> {
    await migrate(database)
    const executeSql = async (text: string, values: unknown[]) => {
      const client = await pool.connect()
      let broken = true
      try {
        const result = await client.query<Record<string, unknown>>(text, values)
        broken = false
        return result
      } finally {
        // What failed may have left a transaction open.
        client.release(broken)
      }
    }
    const boss = new PgBoss({ db: { executeSql }, schema: QUEUE_SCHEMA, schedule: false })
    // What fails on its own is tried again by itself; what the watch asks throws.
    boss.on('error', () => {})
    try {
      await database.transaction().execute(async (write) => {
        await sql`select pg_advisory_xact_lock(${SETUP_LOCK})`.execute(write)
        await boss.start()
        await boss.createQueue(QUEUE)
      })
    } catch (error) {
      await boss.stop({ graceful: false })
      throw error
    }
    return new Jobs(boss, config)
  }

  /** Puts checks in the queue, each after some milliseconds; one that is there already is not put there again. */
  async offer(write: Write, offers: readonly { check: Check; after: number }[]): Promise<void> {
    if (offers.length === 0) return
    const jobs = offers.map(({ check, after }) => ({
      id: idOf(check),
      name: QUEUE,
      data: check,
      startAfter: String(after / 1_000),
      retryLimit: ATTEMPTS,
      expireInSeconds: this.#expiry,
    }))
    // In one order everywhere: two who offer the same at once then wait for each other one way only.
    jobs.sort((a, b) => (a.id < b.id ? -1 : 1))
    await this.#boss.insert(jobs, { db: within(write) })
  }

  /** Takes checks that wait out of everybody else's reach. What cannot be read is dropped. */
  async take(write: Write, most: number): Promise<Check[]> {
    const options = { batchSize: most, priority: false, db: within(write) }
    const jobs = await this.#boss.fetch<unknown>(QUEUE, options)
    return jobs.flatMap(({ data }) => {
      const parsed = v.safeParse(checkSchema, data)
      return parsed.success ? [parsed.output] : []
    })
  }

  async drop(write: Write, checks: readonly Check[]): Promise<void> {
    if (checks.length > 0) await this.#boss.deleteJob(QUEUE, checks.map(idOf), { db: within(write) })
  }

  /** Puts checks that were taken back, each for after some milliseconds. */
  async putBack(write: Write, offers: readonly { check: Check; after: number }[]): Promise<void> {
    await this.drop(
      write,
      offers.map(({ check }) => check),
    )
    await this.offer(write, offers)
  }

  /** Lets others take what was taken by one who is gone. */
  async retry(write: Write, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#boss.fail(QUEUE, [...ids], { db: within(write) })
  }

  close(): Promise<void> {
    return this.#boss.stop({ graceful: false })
  }
}

/** The same look has the same id whoever asks for it. */
export const idOf = ({ property, look }: Check): string => v5(`${look} ${property}`, NAMESPACE)

/** By what a check has a host that it was led to: no id of a check, so that nobody gives that check to others for it. */
export const visitOf = (check: Check): string => v5('visit', idOf(check))

const within = (write: Write): PgBoss.Db => ({
  executeSql: async (text: string, values: unknown[]) => {
    const { rows } = await write.executeQuery(CompiledQuery.raw(text, values))
    return { rows }
  },
})

/** Seconds after which the queue itself gives a check to another: more than any takes, for all that may go wrong. */
const longestCheck = ({ timeout, confirmAfter, delay }: WatchConfig): number =>
  Math.ceil((7 * timeout + confirmAfter + longestWait(confirmAfter) + 4 * delay) / 1_000) + 60
