import { type Expression, sql } from 'kysely'
import type { Database } from '../database/open.ts'
import { SCHEMA } from '../database/schema.ts'

/** Milliseconds between two signs of life, and after which a worker that gave none is taken for dead. */
export const BEAT = 3_000
const DEAD_AFTER = 15_000

/** Whether a worker is there; what it holds is free where it is not. */
export const isAtWork = (worker: Expression<unknown>) =>
  sql<boolean>`exists (select from ${sql.table(`${SCHEMA}.workers`)} where id = ${worker})`

/** Says that a worker lives. One that was taken for dead is simply there again. */
export async function beat(database: Database, id: string): Promise<void> {
  await database
    .insertInto('workers')
    .values({ id, seen_on: sql`now()` })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_on: sql`now()` }))
    .execute()
}

export const leave = (database: Database, id: string) =>
  database.deleteFrom('workers').where('id', '=', id).execute()

/** Takes workers that gave no sign of life off the list; gives how many. */
export async function buryDead(database: Database): Promise<number> {
  // Where the clock was set back, those who live say so again in time, and the others are dead in a while.
  await database
    .updateTable('workers')
    .set({ seen_on: sql`now()` })
    .where('seen_on', '>', sql<Date>`now()`)
    .execute()
  const { numDeletedRows } = await database
    .deleteFrom('workers')
    .where('seen_on', '<', sql<Date>`now() - ${`${DEAD_AFTER} milliseconds`}::interval`)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
