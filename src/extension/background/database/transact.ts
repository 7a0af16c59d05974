import type { IDBPTransaction } from 'idb'
import type { Database } from './open.ts'
import type { MastheadSchema } from './schema.ts'

/** The stores that a look reads and writes, and those that belong to a page somebody answers for. */
const STORES = ['sites', 'visits', 'incidents', 'decisions', 'portraits', 'properties', 'captures'] as const

export type LookTransaction = IDBPTransaction<MastheadSchema, (typeof STORES)[number][], 'readwrite'>

/** Does some work in one transaction: all of it is kept, or, when any of it throws, nothing. */
export async function transact<T>(
  database: Database,
  work: (transaction: LookTransaction) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction([...STORES], 'readwrite')
  return allOrNothing(transaction, () => work(transaction))
}

/** Waits for work within a transaction and for its end; where the work throws, nothing of it is kept. */
export async function allOrNothing<T>(
  transaction: { done: Promise<void>; abort(): void },
  work: () => Promise<T>,
): Promise<T> {
  const done = transaction.done
  // Where the work itself throws, nobody waits for the end any more.
  done.catch(() => {})
  try {
    const result = await work()
    await done
    return result
  } catch (error) {
    abort(transaction)
    throw error
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already, by the same failure.
  }
}
