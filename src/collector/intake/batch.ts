import { type Insertable, sql } from 'kysely'
import type { Database } from '../database/open.ts'
import type { ReportTable } from '../database/schema.ts'

/**
 * What became of a report: `new`; `known`, where the very same came before; `conflict`, where another came under its
 * id; `spent`, where its token was used for another.
 */
export type Intake = 'new' | 'known' | 'conflict' | 'spent'

/** The database did not take it: nothing was lost, for nothing was acknowledged. */
export class NotTakenError extends Error {}

type Row = Insertable<ReportTable>

interface Waiting {
  row: Row
  resolve(result: Intake): void
  reject(error: Error): void
}

/** Rows of one statement, and rows that may wait. */
const BATCH = 200
const QUEUE = 2_000

/**
 * Writes reports down, one statement at a time: those that arrive while others are being written share the next, so that
 * the more there are, the less each of them costs. Each is answered only once it is committed.
 */
export class ReportIntake {
  #waiting: Waiting[] = []
  #isWriting = false
  #idle: (() => void)[] = []

  constructor(private readonly database: Database) {}

  add(row: Row): Promise<Intake> {
    if (this.#waiting.length >= QUEUE)
      return Promise.reject(new NotTakenError('Too many reports wait to be written; try again later.'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ row, resolve, reject })
      this.#go()
    })
  }

  /** Resolves once nothing waits any more. */
  async settled(): Promise<void> {
    if (this.#isWriting) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  #go(): void {
    if (this.#isWriting || this.#waiting.length === 0) return
    this.#isWriting = true
    void this.#write(this.#waiting.splice(0, BATCH)).finally(() => {
      this.#isWriting = false
      this.#go()
      if (!this.#isWriting) for (const done of this.#idle.splice(0)) done()
    })
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await writeReports(
        this.database,
        batch.map(({ row }) => row),
      )
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] ?? 'spent')
    } catch (cause) {
      const error = new NotTakenError('The database does not take reports at the moment; try again later.', {
        cause,
      })
      for (const { reject } of batch) reject(error)
    }
  }
}

/** Columns of a row as it comes; the database fills in the others. */
const COLUMNS = [
  'id',
  'received_at',
  'kind',
  'host',
  'url',
  'verdict',
  'points',
  'fingerprint',
  'signs',
  'sketch',
  'note',
  'screenshot',
  'digest',
  'token',
  'standing',
  'nearby',
  'network',
] as const satisfies (keyof Row)[]
const LIST = sql.join(COLUMNS.map((name) => sql.ref(name)))

/** All rows in one parameter: a statement that is always the same, however many there are. */
async function writeReports(database: Database, rows: readonly Row[]): Promise<Intake[]> {
  const { rows: written } = await sql<{ id: string }>`
    insert into reports (${LIST})
    select ${LIST} from json_populate_recordset(null::reports, ${JSON.stringify(rows)}::json) as sent
    where not exists (select 1 from signature_votes where signature_votes.token = sent.token)
    on conflict do nothing returning id`.execute(database)
  const fresh = new Set(written.map(({ id }) => id))
  const isAllNew = fresh.size === rows.length
  const known = isAllNew ? new Map<string, string>() : await digestsOf(database, rows)
  return rows.map(({ id, digest }) => {
    if (fresh.delete(id)) return 'new'
    const before = known.get(id)
    if (before === undefined) return 'spent'
    return before === digest ? 'known' : 'conflict'
  })
}

async function digestsOf(database: Database, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = rows.map(({ id }) => id)
  const found = await database.selectFrom('reports').select(['id', 'digest']).where('id', 'in', ids).execute()
  return new Map(found.map(({ id, digest }) => [id, digest]))
}
