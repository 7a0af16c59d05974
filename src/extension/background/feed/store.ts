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
  const entry = generation?.state.head.files.find((file) => file.name === name)
  if (entry === undefined) return null
  return (await database.get('feedFiles', entry.sha256))?.bytes ?? null
}

/**
 * Puts a verified update in the place of what is there, in one transaction: whatever happens, there is the old
 * generation or the new one. The one before stays beside it; files that neither names go.
 */
export async function keepUpdate(
  database: Database,
  update: Update,
  about: Pick<FeedRecord, 'checkedAt' | 'source'>,
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
    // Asked for together: each answer waited for is a way to the store and back.
    await Promise.all([
      ...[...update.files].map(([name, bytes]) => {
        const sha256 = hashes.get(name)
        return sha256 === undefined ? null : files.put({ sha256, bytes })
      }),
      ...known.filter((sha256) => !kept.has(sha256)).map((sha256) => files.delete(sha256)),
      isNext ? records.put({ ...before, name: 'previous' }) : null,
      records.put({ name: 'current', state: update.state, ...about }),
    ])
  })
}
