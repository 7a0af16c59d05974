import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changedFiles, type Files } from '../../engine/feed/content.ts'
import { FEED_BOUNDS, FEED_PATHS } from '../../engine/feed/files.ts'
import { type Head, whyNoHead } from '../../engine/feed/head.ts'
import { entryOf, feedDiff, feedFiles, headOf } from '../../engine/feed/publish.ts'
import type { FeedCrypto } from '../../engine/feed/signed.ts'
import { whileAlone } from '../database/alone.ts'
import type { Database } from '../database/open.ts'
import { gatherContent } from './content.ts'
import type { FeedKey } from './feed-key.ts'
import { type Issued, type IssuedFiles, issuedSince, keepIssued } from './issued.ts'
import { mirrorFeed, standingNumber } from './mirror.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A head lives this long; it is signed anew every day, so that nobody can hold readers back for longer. */
const LIFE = 7 * DAY
const RESIGN = DAY
/** Ages of the publications that diffs lead from, beside the last one: readers that look hourly, daily, weekly. */
const DIFF_AGES = [HOUR, 6 * HOUR, DAY, 2 * DAY, 7 * DAY]
const MIN_CLIENT = '0.1.0'

export interface PublishOptions {
  database: Database
  folder: string
  /** Null where this process signs nothing, and only writes down what others of the same database publish. */
  key: FeedKey | null
  crypto: Pick<FeedCrypto, 'sha256'>
  /** Told of what no feed can hold. */
  leftOut?: (what: string) => void
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
 * Publishes what is known as static files; null where nothing is new and the head is young, "taken" where another process
 * is at it. A publication is kept in the database first, whole, and written to the folder from there: so all processes
 * publish the very same under one number, whether they share a folder or have one each, and what a process that was
 * killed left undone the next round does.
 */
export function publish(options: PublishOptions): Promise<Published | null | 'taken'> {
  return whileAlone(options.database, 'publishing', async (database) => {
    const { folder, key, now } = options
    await mirrorFeed(database, folder, now)
    if (key === null) return null
    const published = await issue({ ...options, database, key })
    if (published !== null) await mirrorFeed(database, folder, now)
    return published
  })
}

async function issue(options: PublishOptions & { key: FeedKey }): Promise<Published | null> {
  const { database, folder, key, crypto, now, leftOut } = options
  const files = feedFiles(await gatherContent(database, now, leftOut))
  const entries: IssuedFiles = await Promise.all(
    [...files].map(async ([name, bytes]) => ({ name, ...(await entryOf(crypto, bytes)) })),
  )
  const earlier = await issuedSince(database, now)
  const standing = standingNumber(folder)
  if (isStillGood(earlier[0], entries, { standing, key, now })) return null

  const content = new Map(entries.map(({ name, sha256 }) => [sha256, files.get(name) ?? new Uint8Array()]))
  const diffs: Head['diffs'][number][] = []
  for (const old of diffBases(earlier, now)) {
    const before = filesOf(folder, old.files, files, entries)
    if (before === null) continue
    const bytes = feedDiff(before, files)
    const entry = await entryOf(crypto, bytes)
    // Readers take a shorter way where there is one, and one diff that is too long would spoil the head for all of them.
    if (entry.size > FEED_BOUNDS.file || entry.size >= sizeOf(changedFiles(old, { files: entries }))) continue
    content.set(entry.sha256, bytes)
    diffs.push({ from: old.sequence, ...entry })
  }
  // A database that was lost begins with 1 again; readers take no lower number than they had.
  const sequence = Math.max(earlier[0]?.sequence ?? 0, standing) + 1
  const about = { sequence, issued: now, expires: now + LIFE, minClient: MIN_CLIENT, diffs }
  const head = await headOf(crypto, about, files)
  const wrong = whyNoHead(head)
  if (wrong !== null)
    throw new Error(
      `The feed is not published, for no reader would take its head: ${wrong}; look for what made it so.`,
    )
  const signed = Buffer.from(head).toString('ascii')
  const signatures = Buffer.from(key.signHead(head)).toString('ascii')
  await keepIssued(database, { sequence, issued: now, files: entries, signed, signatures }, content)
  const sizeFrom = (base: Issued | undefined) => diffs.find(({ from }) => from === base?.sequence)?.size ?? 0
  return {
    sequence,
    total: sizeOf(entries),
    incidents: files.get('incidents')?.length ?? 0,
    diff: sizeFrom(earlier[0]),
    dayDiff: sizeFrom(earlier.find(({ issued }) => now - issued >= DAY)),
  }
}

/** Whether readers have these very files, under a head that need not be signed anew yet. */
const isStillGood = (
  last: Issued | undefined,
  entries: IssuedFiles,
  { standing, key, now }: { standing: number; key: FeedKey; now: number },
): boolean =>
  last !== undefined &&
  last.sequence === standing &&
  now - last.issued < RESIGN &&
  JSON.stringify(last.files) === JSON.stringify(entries) &&
  isSignedBy(key, last)

/** A key signs the same bytes alike each time (Ed25519, RFC 8032); readers may not believe one that was replaced. */
const isSignedBy = (key: FeedKey, { signed, signatures }: Issued): boolean =>
  Buffer.from(key.signHead(Buffer.from(signed))).toString('ascii') === signatures

const sizeOf = (files: IssuedFiles): number => files.reduce((sum, { size }) => sum + size, 0)

/** The last publication, and the youngest ones that are at least so old. */
function diffBases(earlier: readonly Issued[], now: number): Issued[] {
  const bases = DIFF_AGES.map((age) => earlier.find(({ issued }) => now - issued >= age))
  return [...new Set([earlier[0], ...bases])].filter((base) => base !== undefined)
}

/** The files of an earlier publication; those that did not change are the very bytes of the new ones. */
function filesOf(folder: string, kept: IssuedFiles, next: Files, entries: IssuedFiles): Files | null {
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
