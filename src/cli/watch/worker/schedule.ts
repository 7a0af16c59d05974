import { sql } from 'kysely'
import type { Property } from '../config.ts'
import { wasSetBack } from '../database/clock.ts'
import type { Write } from '../database/keep.ts'
import type { Check, Jobs } from './jobs.ts'

/** Whoever comes first looks what is due, and nobody again for so long. */
const EVERY = '3 seconds'
/** What was offered is offered again as late, should the queue have lost it. */
const SURE_FOR = 600_000

/** Offers the checks that are due. */
export class Schedule {
  readonly #properties: readonly Property[]
  readonly #delay: number
  /** The look of each property that was offered last. */
  readonly #offered = new Map<string, number>()
  #since = 0

  constructor(properties: readonly Property[], delay: number) {
    this.#properties = properties
    this.#delay = delay
  }

  async offerDue(write: Write, jobs: Jobs, now: number): Promise<void> {
    if (!(await isTurn(write))) return
    if (now < this.#since || now - this.#since > SURE_FOR) {
      this.#offered.clear()
      this.#since = now
    }
    const rows = await write
      .selectFrom('properties')
      .select(['name', 'looks', sql<number>`extract(epoch from now() - looked_on)::float8 * 1000`.as('age')])
      .where('looks', '>', 0)
      .execute()
    const kept = new Map(rows.map((row) => [row.name, row]))
    const due = this.#properties.flatMap(({ name, every }) => {
      const { looks, age } = kept.get(name) ?? { looks: 0, age: every }
      const look = looks + 1
      // What was looked at in the future was so before the clock was set back.
      const isDue = age < 0 || age >= every
      return !isDue || this.#offered.get(name) === look ? [] : [{ property: name, look }]
    })
    await this.offer(write, jobs, due)
    for (const { property, look } of due) this.#offered.set(property, look)
  }

  /** Offers checks, those of one host each a pause after the other. */
  async offer(write: Write, jobs: Jobs, checks: readonly Check[]): Promise<void> {
    const hosts = new Map(this.#properties.map(({ name, url }) => [name, new URL(url).hostname]))
    const before = new Map<string, number>()
    const offers = checks.map((check) => {
      const host = hosts.get(check.property) ?? ''
      const index = before.get(host) ?? 0
      before.set(host, index + 1)
      return { check, after: index * this.#delay }
    })
    await jobs.offer(write, offers)
  }
}

/** Whether it is the caller's turn to look what is due. */
export async function isTurn(write: Write): Promise<boolean> {
  const turn = await write
    .updateTable('schedule')
    .set({ scheduled_on: sql`now()` })
    .where((where) =>
      where.or([
        where('scheduled_on', '<', sql<Date>`now() - ${EVERY}::interval`),
        wasSetBack(where.ref('scheduled_on')),
      ]),
    )
    .returning('single')
    .execute()
  return turn.length === 1
}
