import { sql } from 'kysely'
import * as v from 'valibot'
import { EXIT } from '../../check/result.ts'
import type { Property } from '../config.ts'
import { wasSetBack } from '../database/clock.ts'
import type { Write } from '../database/keep.ts'
import type { Database } from '../database/open.ts'
import { propertyRecordSchema } from '../records.ts'
import type { Check, Jobs } from './jobs.ts'
import { isTurn, type Schedule } from './schedule.ts'

/** One look at every property, by all workers that take part. */
export class Round {
  readonly #names: ReadonlySet<string>
  readonly #schedule: Schedule

  constructor(properties: readonly Property[], schedule: Schedule) {
    this.#names = new Set(properties.map(({ name }) => name))
    this.#schedule = schedule
  }

  /**
   * Begins, unless a round goes on or began after the caller was started, that many milliseconds ago: that one is then the
   * caller's, too, even if others were done with it before the caller had set about it.
   */
  async begin(write: Write, jobs: Jobs, age: number): Promise<void> {
    const { recent } = await write
      .selectFrom('schedule')
      .select((read) =>
        read
          .and([
            read('round_on', '>=', sql<Date>`now() - ${`${Math.ceil(age)} milliseconds`}::interval`),
            read.not(wasSetBack(read.ref('round_on'))),
          ])
          .as('recent'),
      )
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (recent || (await this.#open(write)).length > 0) return
    await write.updateTable('schedule').set({ round_on: sql`now()` }).execute()
    const names = sql<string>`unnest(${[...this.#names]}::text[])`
    const wanted = await write
      .insertInto('properties')
      .columns(['name', 'wanted'])
      .expression(write.selectNoFrom([names.as('name'), sql.lit(1).as('wanted')]))
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ wanted: sql`properties.looks + 1` }))
      .returning(['name', 'wanted'])
      .execute()
    const checks = wanted.map(({ name, wanted }) => ({ property: name, look: wanted }))
    await this.#schedule.offer(write, jobs, checks)
  }

  /** Whether every look was kept. What is missing is offered again, should the queue have lost it. */
  async isOver(write: Write, jobs: Jobs): Promise<boolean> {
    const open = await this.#open(write)
    if (open.length > 0 && (await isTurn(write))) await this.#schedule.offer(write, jobs, open)
    return open.length === 0
  }

  async #open(write: Write): Promise<Check[]> {
    const rows = await write
      .selectFrom('properties')
      .select(['name', 'wanted'])
      .whereRef('looks', '<', 'wanted')
      .execute()
    return rows
      .filter(({ name }) => this.#names.has(name))
      .map(({ name, wanted }) => ({ property: name, look: wanted }))
  }

  /** The exit status for what was found, whoever found it. */
  async status(database: Database): Promise<number> {
    const rows = await database.selectFrom('properties').select(['name', 'record']).execute()
    const records = rows
      .filter(({ name }) => this.#names.has(name))
      .flatMap(({ record }) => {
        const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), propertyRecordSchema), record)
        return parsed.success ? [parsed.output] : []
      })
    if (records.some(({ incident, isKeyDisputed }) => incident !== null || isKeyDisputed === true))
      return EXIT.findings
    return records.some(({ state }) => state === 'unchecked') ? EXIT.unchecked : EXIT.healthy
  }
}
