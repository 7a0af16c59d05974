import { type IDBPDatabase, openDB } from 'idb'
import { migrations } from './migrations/all.ts'
import type { MastheadSchema } from './schema.ts'

export type Database = IDBPDatabase<MastheadSchema>

export const DATABASE_NAME = 'masthead'

/** Nothing can be read or written down. */
export class DatabaseError extends Error {}

/** Milliseconds after which an open that neither succeeds nor fails is given up. */
const PATIENCE = 5_000

let opening: Promise<Database> | null = null

/**
 * The database, opened once in a worker's life. A failure is not kept: the next call tries again, for a full
 * disk or a blocked upgrade can pass.
 */
export function openDatabase(): Promise<Database> {
  opening ??= open().catch((cause: unknown) => {
    opening = null
    throw new DatabaseError(
      `The database "${DATABASE_NAME}" cannot be opened; pages are not checked until it can.`,
      {
        cause,
      },
    )
  })
  return opening
}

/** Lets go of the database; the next call opens it anew. */
export async function closeDatabase(): Promise<void> {
  const last = opening
  opening = null
  await last?.then(
    (database) => database.close(),
    () => {},
  )
}

/** An attempt that was given up still waits for its turn; another would only stand behind it, and make a reader wait. */
let isStuck = false

function open(): Promise<Database> {
  return new Promise((resolve, reject) => {
    if (isStuck) return reject(new Error('An earlier attempt still waits.'))
    let isGivenUp = false
    const giveUp = (why: string) => {
      isGivenUp = true
      isStuck = true
      reject(new Error(why))
    }
    const timer = setTimeout(giveUp, PATIENCE, 'It did not answer in time.')
    openDB<MastheadSchema>(DATABASE_NAME, migrations.length, {
      upgrade(database, from, _to, transaction) {
        for (const migrate of migrations.slice(from)) migrate(database, transaction)
      },
      blocked: () => giveUp('An older version of the extension still holds it.'),
      // A newer version of the extension wants to upgrade: let go at once.
      blocking: () => void closeDatabase(),
      terminated: () => {
        opening = null
      },
    })
      .then((database) => {
        // Whoever waited has been told no; an open database nobody knows of would block the next upgrade.
        if (isGivenUp) database.close()
        else resolve(database)
      })
      .catch(reject)
      .finally(() => {
        isStuck = false
        clearTimeout(timer)
      })
  })
}
