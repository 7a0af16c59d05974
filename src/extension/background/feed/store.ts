import type { Update } from '../../../engine/feed/update.ts'
import type { Database } from '../database/open.ts'
import type { FeedRecord } from '../database/schema.ts'
import { allOrNothing } from '../database/transact.ts'

/** The generation in use, or null before the first. */
export const currentFeed = async (database: Database): Promise<FeedRecord | null> =>
  (await database.get('feed', 'current')) ?? null

/** A file of the generation in use by its name. */
export async function feedFile(database: Database, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return fileOf(database, await currentFeed(database), name)
}

/** The same of a generation that was read already. */
export async function fileOf(
  database: Database,
  generation: FeedRecord | null,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return (await filesOf(database, generation, [name]))[0] ?? null
}

/** Several of them; null in the place of one that is not there. */
export async function filesOf(
  database: Database,
  generation: FeedRecord | null,
  names: readonly string[],
): Promise<(Uint8Array<ArrayBuffer> | null)[]> {
  const hashes = new Map(generation?.state.head.files.map(({ name, sha256 }) => [name, sha256]))
  const { store } = database.transaction('feedFiles')
  return Promise.all(
    names.map(async (name) => {
      const sha256 = hashes.get(name)
      return sha256 === undefined ? null : ((await store.get(sha256))?.bytes ?? null)
    }),
  )
}

/**
 * Puts a verified update in the place of what is there, in one transaction: whatever happens, there is the old
 * generation or the new one. The one before stays beside it; files that neither names go.
 */
export async function keepUpdate(
  database: Database,
  update: Update,
  about: Pick<FeedRecord, 'checkedAt' | 'source' | 'pin'>,
): Promise<void> {
  const transaction = database.transaction(['feed', 'feedFiles'], 'readwrite')
  await allOrNothing(transaction, async () => {
    const records = transaction.objectStore('feed')
    const files = transaction.objectStore('feedFiles')
    const [before, older, known] = await Promise.all([
      records.get('current'),
      records.get('previous'),
      files.getAllKeys(),
    ])
    const isNext = before !== undefined && before.state.headHash !== update.state.headHash
    const previous = isNext ? before : older
    const hashes = new Map(update.state.head.files.map(({ name, sha256 }) => [name, sha256]))
    const kept = new Set(
      [update.state, previous?.state].flatMap((state) => state?.head.files.map(({ sha256 }) => sha256) ?? []),
    )
    const writes: (() => Promise<unknown>)[] = [
      () => records.put({ name: 'current', state: update.state, ...about }),
      ...known.filter((sha256) => !kept.has(sha256)).map((sha256) => () => files.delete(sha256)),
    ]
    if (isNext) writes.push(() => records.put({ ...before, name: 'previous' }))
    for (const [name, bytes] of update.files) {
      const sha256 = hashes.get(name)
      if (sha256 !== undefined) writes.push(() => files.put({ sha256, bytes }))
    }
    // Asked for together, for each answer waited for is a way to the store and back. Within a promise of its own each: one
    // that throws at once leaves none of the others unheard.
    await Promise.all(writes.map(async (write) => write()))
  })
}
