import * as v from 'valibot'
import type { Database } from '../database/open.ts'

const DAY = 86_400_000
/** How long a publication is remembered: for as long as diffs lead from it. */
const KEPT = 8 * DAY

const filesSchema = v.array(v.object({ name: v.string(), size: v.number(), sha256: v.string() }))
export type IssuedFiles = v.InferOutput<typeof filesSchema>

/** A publication as the database keeps it. */
export interface Issued {
  sequence: number
  issued: number
  files: IssuedFiles
  /** The head and its signatures, byte by byte. */
  signed: string
  signatures: string
}

/** The publications of the last days, the latest first; the last one however old it is. */
export async function issuedSince(database: Database, now: number): Promise<Issued[]> {
  const rows = await database.selectFrom('feed').selectAll().orderBy('sequence', 'desc').execute()
  return rows
    .filter(({ issued }, i) => i === 0 || issued >= now - KEPT)
    .map(({ head, ...row }) => ({ ...row, files: v.parse(filesSchema, JSON.parse(head)) }))
}

/**
 * Keeps a publication, with all that its head names, in one transaction: from then on its number is taken, and nobody
 * can sign another head with it.
 */
export async function keepIssued(
  database: Database,
  { files, ...row }: Issued,
  content: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('feed')
      .values({ ...row, head: JSON.stringify(files) })
      .execute()
    await transaction
      .deleteFrom('feed')
      .where('issued', '<', row.issued - KEPT)
      .where('sequence', '<', row.sequence)
      .execute()
    await transaction
      .deleteFrom('feed_content')
      .where('sha256', 'not in', [...content.keys()])
      .execute()
    const kept = await transaction.selectFrom('feed_content').select('sha256').execute()
    const known = new Set(kept.map(({ sha256 }) => sha256))
    for (const [sha256, bytes] of content)
      if (!known.has(sha256))
        await transaction
          .insertInto('feed_content')
          .values({ sha256, bytes: Buffer.from(bytes) })
          .execute()
  })
}
