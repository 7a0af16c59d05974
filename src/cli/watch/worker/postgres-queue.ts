import { sql } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../database/open.ts'
import type { Patience } from '../database/patience.ts'
import { type Waiting, waitingSchema } from '../records.ts'
import type { Queue } from '../store.ts'
import { isAtWork } from './workers.ts'

/** The alerts that wait in a PostgreSQL database. */
export class PostgresQueue implements Queue {
  readonly #database: Database
  readonly #patience: Patience
  readonly #worker: string
  readonly #stop: AbortSignal

  /** After the signal nothing more is claimed: what waits is for others to send. */
  constructor(database: Database, patience: Patience, worker: string, stop: AbortSignal) {
    this.#database = database
    this.#patience = patience
    this.#worker = worker
    this.#stop = stop
  }

  /** One worker sends the alerts of a target, so that they keep their order, until it lets go of them or is gone. */
  async claim(target: string): Promise<boolean> {
    if (this.#stop.aborted) return false
    const rows = await this.#patience.ask(() =>
      this.#database
        .insertInto('senders')
        .values({ target, worker: this.#worker })
        .onConflict((conflict) =>
          conflict
            .column('target')
            .doUpdateSet({ worker: this.#worker })
            .where((where) =>
              where.or([
                where('senders.worker', '=', this.#worker),
                where.not(isAtWork(sql.ref('senders.worker'))),
              ]),
            ),
        )
        .returning('target')
        .execute(),
    )
    return rows.length === 1
  }

  async release(target: string): Promise<void> {
    await this.#patience.ask(() =>
      this.#database
        .deleteFrom('senders')
        .where('target', '=', target)
        .where('worker', '=', this.#worker)
        .execute(),
    )
  }

  async queue(target: string): Promise<{ key: string; waiting: Waiting }[]> {
    const rows = await this.#patience.ask(() =>
      this.#database
        .selectFrom('alerts')
        .select(['number', 'record'])
        .where('target', '=', target)
        .orderBy('number')
        .execute(),
    )
    return rows.flatMap(({ number, record }) => {
      const read = v.safeParse(v.pipe(v.string(), v.parseJson(), waitingSchema), record)
      return read.success ? [{ key: String(number), waiting: read.output }] : []
    })
  }

  async postpone(key: string, waiting: Waiting): Promise<void> {
    await this.#patience.ask(() =>
      this.#database
        .updateTable('alerts')
        .set({ record: JSON.stringify(waiting) })
        .where('number', '=', Number(key))
        .execute(),
    )
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return
    await this.#patience.ask(() =>
      this.#database.deleteFrom('alerts').where('number', 'in', keys.map(Number)).execute(),
    )
  }
}
