import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { FEED_PATHS } from '../../engine/feed/files.ts'
import { parseAscii } from '../../engine/feed/signed.ts'
import type { Database } from '../database/open.ts'
import { type Issued, issuedSince } from './issued.ts'
import { removeOthers, writeTogether, writeWhole } from './write-files.ts'

const headSchema = v.object({
  sequence: v.number(),
  diffs: v.array(v.object({ from: v.number(), sha256: v.string() })),
})

/** Number of the head that readers of a folder get now; 0 for none. */
export function standingNumber(folder: string): number {
  const file = join(folder, FEED_PATHS.head)
  const parsed = v.safeParse(headSchema, existsSync(file) ? parseAscii(readFileSync(file)) : undefined)
  return parsed.success ? parsed.output.sequence : 0
}

/**
 * Writes the last publication to a folder that has an earlier one, content first and the head last: whoever is stopped
 * on the way leaves what was there. A folder that is further, of a database that was lost, is left alone.
 */
export async function mirrorFeed(database: Database, folder: string, now: number): Promise<void> {
  const issued = await issuedSince(database, now)
  const [last] = issued
  if (last === undefined || last.signed === '' || standingNumber(folder) >= last.sequence) return
  const head = Buffer.from(last.signed)
  const { diffs } = v.parse(headSchema, parseAscii(head))
  for (const { sha256 } of [...last.files, ...diffs]) await writeContent(database, folder, sha256)
  const earlier = issued.filter(
    ({ sequence, signed }) => signed !== '' && diffs.some(({ from }) => from === sequence),
  )
  for (const { sequence, signed, signatures } of earlier) {
    writeWhole(join(folder, FEED_PATHS.earlierSignatures(sequence)), Buffer.from(signatures))
    writeWhole(join(folder, FEED_PATHS.earlierHead(sequence)), Buffer.from(signed))
  }
  // Whoever reads between the two is told no, and asks again later; a full disk must not make that last.
  writeTogether([
    [join(folder, FEED_PATHS.headSignatures), Buffer.from(last.signatures)],
    [join(folder, FEED_PATHS.head), head],
  ])
  removeOthers(folder, 'content', new Set(namedBy(issued, diffs)))
  removeOthers(folder, 'heads', new Set(earlier.flatMap(headFiles)))
}

async function writeContent(database: Database, folder: string, sha256: string): Promise<void> {
  const path = join(folder, FEED_PATHS.content(sha256))
  if (existsSync(path)) return
  const { bytes } = await database
    .selectFrom('feed_content')
    .select('bytes')
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow()
  writeWhole(path, bytes)
}

const headFiles = ({ sequence }: Issued): string[] => [
  FEED_PATHS.earlierHead(sequence),
  FEED_PATHS.earlierSignatures(sequence),
]

/** The content of earlier publications stays: the diffs to come lead from there. */
const namedBy = (issued: readonly Issued[], diffs: readonly { sha256: string }[]): string[] =>
  [...diffs, ...issued.flatMap(({ files }) => files)].map(({ sha256 }) => FEED_PATHS.content(sha256))
