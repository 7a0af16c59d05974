import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import * as v from 'valibot'
import type { Files } from '../../engine/feed/content.ts'
import { FEED_PATHS } from '../../engine/feed/files.ts'
import type { Head } from '../../engine/feed/head.ts'
import { entryOf, feedDiff, feedFiles, headOf } from '../../engine/feed/publish.ts'
import { type FeedCrypto, parseAscii } from '../../engine/feed/signed.ts'
import type { Database } from '../database/open.ts'
import { gatherContent } from './content.ts'
import type { FeedKey } from './feed-key.ts'
import { removeOthers, writeWhole } from './write-files.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A head lives this long; it is signed anew every day, so that nobody can hold readers back for longer. */
const LIFE = 7 * DAY
const RESIGN = DAY
/** Ages of the publications that diffs lead from, beside the last one: readers that look hourly, daily, weekly. */
const DIFF_AGES = [HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY]
const KEPT = 8 * DAY
const MIN_CLIENT = '0.1.0'
const PUBLISHING = 8_430_002

const keptSchema = v.array(v.object({ name: v.string(), size: v.number(), sha256: v.string() }))
type Kept = v.InferOutput<typeof keptSchema>

export interface PublishOptions {
  database: Database
  folder: string
  key: FeedKey
  crypto: Pick<FeedCrypto, 'sha256'>
  now: number
}

export interface Published {
  sequence: number
  /** Bytes of all files, of the incidents, of the diff from the last publication, and of that from a day ago. */
  total: number
  incidents: number
  diff: number
  dayDiff: number
}

/**
 * Publishes what is known as static files; null where nothing is new and the head is young. The number is taken in the
 * database first: a process that is killed later leaves a gap in the numbers, and never two heads with one number.
 */
export async function publish(options: PublishOptions): Promise<Published | null> {
  const { database, folder, key, crypto, now } = options
  const files = feedFiles(await gatherContent(database, now))
  const entries: Kept = await Promise.all(
    [...files].map(async ([name, bytes]) => ({ name, ...(await entryOf(crypto, bytes)) })),
  )
  const taken = await takeNumber(database, entries, now, standingNumber(folder))
  if (taken === null) return null
  const { sequence, earlier } = taken
  const content = (sha256: string) => join(folder, FEED_PATHS.content(sha256))
  for (const { name, sha256 } of entries)
    if (!existsSync(content(sha256))) writeWhole(content(sha256), files.get(name) ?? new Uint8Array())

  const diffs: Head['diffs'][number][] = []
  for (const old of diffBases(earlier, now)) {
    const before = filesOf(folder, old.files, files, entries)
    if (before === null) continue
    const bytes = feedDiff(before, files)
    const entry = await entryOf(crypto, bytes)
    writeWhole(content(entry.sha256), bytes)
    diffs.push({ from: old.sequence, ...entry })
  }
  const about = { sequence, issued: now, expires: now + LIFE, minClient: MIN_CLIENT, diffs }
  const head = await headOf(crypto, about, files)
  // Whoever reads between the two is told no, and asks again later.
  writeWhole(join(folder, FEED_PATHS.headSignatures), key.signHead(head))
  writeWhole(join(folder, FEED_PATHS.head), head)
  const sizeFrom = (base: Earlier | undefined) => diffs.find(({ from }) => from === base?.sequence)?.size ?? 0
  const kept = [...entries, ...diffs, ...earlier.flatMap((old) => old.files)].map(({ sha256 }) => sha256)
  removeOthers(join(folder, 'content'), new Set(kept))
  return {
    sequence,
    total: entries.reduce((sum, { size }) => sum + size, 0),
    incidents: files.get('incidents')?.length ?? 0,
    diff: sizeFrom(earlier[0]),
    dayDiff: sizeFrom(earlier.find(({ issued }) => now - issued >= DAY)),
  }
}

interface Earlier {
  sequence: number
  issued: number
  files: Kept
}

/** Number of the head that readers get now; 0 for none. */
function standingNumber(folder: string): number {
  const file = join(folder, FEED_PATHS.head)
  const head = existsSync(file) ? parseAscii(readFileSync(file)) : undefined
  const parsed = v.safeParse(v.object({ sequence: v.number() }), head)
  return parsed.success ? parsed.output.sequence : 0
}

/** The next number, and the publications before it, the latest first. */
function takeNumber(
  database: Database,
  entries: Kept,
  now: number,
  standing: number,
): Promise<{ sequence: number; earlier: Earlier[] } | null> {
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${PUBLISHING})`.execute(transaction)
    const rows = await transaction.selectFrom('feed').selectAll().orderBy('sequence', 'desc').execute()
    const earlier = rows.map(({ sequence, issued, head }) => ({
      sequence,
      issued,
      files: v.parse(keptSchema, JSON.parse(head)),
    }))
    const [last] = earlier
    const isSame = last !== undefined && JSON.stringify(last.files) === JSON.stringify(entries)
    if (isSame && last.sequence === standing && now - last.issued < RESIGN) return null
    const sequence = (last?.sequence ?? 0) + 1
    await transaction
      .insertInto('feed')
      .values({ sequence, issued: now, head: JSON.stringify(entries) })
      .execute()
    await transaction
      .deleteFrom('feed')
      .where('issued', '<', now - KEPT)
      .execute()
    return { sequence, earlier: earlier.filter(({ issued }) => issued >= now - KEPT) }
  })
}

/** The last publication, and the youngest ones that are at least so old. */
function diffBases(earlier: readonly Earlier[], now: number): Earlier[] {
  const bases = DIFF_AGES.map((age) => earlier.find(({ issued }) => now - issued >= age))
  return [...new Set([earlier[0], ...bases])].filter((base) => base !== undefined)
}

/** The files of an earlier publication; those that did not change are the very bytes of the new ones. */
function filesOf(folder: string, kept: Kept, next: Files, entries: Kept): Files | null {
  const present = new Map(entries.map(({ name, sha256 }) => [sha256, next.get(name)]))
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { name, sha256 } of kept) {
    const path = join(folder, FEED_PATHS.content(sha256))
    const same = present.get(sha256)
    if (same === undefined && !existsSync(path)) return null
    files.set(name, same ?? Uint8Array.from(readFileSync(path)))
  }
  return files
}
