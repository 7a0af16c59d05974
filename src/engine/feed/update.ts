import { applyFeedDiff, changedFiles, checkEntry, type Files } from './content.ts'
import { FEED_BOUNDS, FEED_PATHS, SIGNATURE_FILES } from './files.ts'
import { acceptHead, type FeedState, type Head } from './head.ts'
import { readIncidents } from './incidents.ts'
import { readPatterns } from './patterns.ts'
import { type Result, refuse } from './result.ts'
import { acceptNextRoot, type Root } from './root.ts'
import type { FeedCrypto, Signed } from './signed.ts'
import { readSuspended } from './suspended.ts'
import { decodeTable } from './table.ts'

/** Where a feed is read from. */
export interface FeedSource {
  /**
   * The bytes at a path, or null where there is nothing. Whoever sends more than `most` bytes is cut off after them;
   * rejects where nobody answers.
   */
  fetch(path: string, most: number): Promise<Uint8Array<ArrayBuffer> | null>
}

export interface UpdateOptions {
  crypto: FeedCrypto
  source: FeedSource
  /** The root that is believed: the pinned one, or the one of the last update. */
  root: Root
  state: FeedState | null
  /** Files of the state, asked for by name; null in the place of one that is damaged or gone. */
  load(names: readonly string[]): Promise<readonly (Uint8Array<ArrayBuffer> | null)[]>
  now: number
  client: string
  isSeed: boolean
}

export interface Update {
  state: FeedState
  /** Files that are new, by name; all of them on a first update. Checked and read once, so that they can be. */
  files: Files
}

/** Files that are asked for at the same time: each waits for the way there and back. */
const AT_ONCE = 8
/** Roots that one update goes through. */
const ROOTS_BOUND = 16

/**
 * Brings what is believed up to date, or says in one sentence why not; nothing that was passed in is changed, so the
 * old state holds until the caller has written down the new one.
 */
export async function updateFeed(options: UpdateOptions): Promise<Result<Update>> {
  const { crypto, source, state, now, client, isSeed } = options
  // Asked for together, for there mostly is no next root; the head is checked against the last root there is.
  const [root, signed] = await Promise.all([followRoots(options), fetchHead(source)])
  if (!root.ok) return root
  if (signed === null) return refuse('There is no head at this address; check the address of the feed.')
  const next = await acceptHead({ crypto, root: root.value, state, now, client, isSeed }, signed)
  if (!next.ok) return next
  const { head } = next.value
  const wanted = changedFiles(state?.head ?? null, head)
  const changed = await byDiff(options, head)
  const files = changed ?? (await whole(options, wanted))
  if (!files.ok) return files
  // What a diff made hashes to what was signed; its long lists are read where they are asked for.
  const unread = changed === null ? [...files.value] : [...files.value].filter(([name]) => !isLong(name))
  const bad = unread.map(([name, bytes]) => whyUnreadable(name, bytes)).find((why) => why !== null)
  return bad === undefined || bad === null
    ? { ok: true, value: { state: next.value, files: files.value } }
    : refuse(bad)
}

async function followRoots({ crypto, source, root: first }: UpdateOptions): Promise<Result<Root>> {
  let root = first
  for (let step = 0; step < ROOTS_BOUND; step++) {
    const version = root.version + 1
    // There mostly is no next root, and what says so need not be a 404 that can be read: a file that a browser's package
    // has not got, and a server that lets only what it has be read from elsewhere, look as if nobody answered. Where
    // nobody does, the head says so.
    const signed = await fetchRoot(source, version).catch(() => null)
    if (signed === null) break
    const next = await acceptNextRoot(crypto, root, signed)
    if (!next.ok) return next
    root = next.value
  }
  return { ok: true, value: root }
}

/** One byte more than may be shows that there are too many. */
async function fetchHead(source: FeedSource): Promise<Signed | null> {
  const [bytes, signatures] = await Promise.all([
    source.fetch(FEED_PATHS.head, FEED_BOUNDS.head + 1),
    source.fetch(FEED_PATHS.headSignatures, FEED_BOUNDS.signatures + 1),
  ])
  return bytes === null ? null : { bytes, signatures: signatures ?? new Uint8Array() }
}

/** Signatures are asked for after the root: of a root that is not there, as mostly, there are none. */
async function fetchRoot(source: FeedSource, version: number): Promise<Signed | null> {
  const bytes = await source.fetch(FEED_PATHS.root(version), FEED_BOUNDS.root + 1)
  if (bytes === null) return null
  const signatures = await source.fetch(FEED_PATHS.rootSignatures(version), FEED_BOUNDS.signatures + 1)
  return { bytes, signatures: signatures ?? new Uint8Array() }
}

/** The changed files by way of a diff; null where there is none, it is no shorter, or it does not lead there. */
async function byDiff(
  { crypto, source, state, load }: UpdateOptions,
  head: Head,
): Promise<Result<Map<string, Uint8Array<ArrayBuffer>>> | null> {
  if (state === null) return null
  const wanted = changedFiles(state.head, head)
  const entry = head.diffs.find(({ from }) => from === state.head.sequence)
  if (entry === undefined || entry.size >= wanted.reduce((sum, { size }) => sum + size, 0)) return null
  const [bytes, loaded] = await Promise.all([
    source.fetch(FEED_PATHS.content(entry.sha256), entry.size + 1),
    load(wanted.map(({ name }) => name)),
  ])
  if (bytes === null) return null
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const [i, { name }] of wanted.entries()) {
    const file = loaded[i] ?? null
    if (file === null) return null
    files.set(name, file)
  }
  const applied = await applyFeedDiff(crypto, { head: state.head, files }, head, entry, bytes)
  return applied.ok ? applied : null
}

async function whole(
  { crypto, source }: UpdateOptions,
  wanted: Head['files'],
): Promise<Result<Map<string, Uint8Array<ArrayBuffer>>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE)
    const fetched = await Promise.all(some.map((entry) => fetchEntry(crypto, source, entry)))
    for (const [i, file] of fetched.entries()) {
      if (!file.ok) return file
      files.set(some[i]?.name ?? '', file.value)
    }
  }
  return { ok: true, value: files }
}

async function fetchEntry(
  crypto: FeedCrypto,
  source: FeedSource,
  { name, ...entry }: Head['files'][number],
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const bytes = await source.fetch(FEED_PATHS.content(entry.sha256), entry.size + 1)
  if (bytes === null) return refuse(`The file "${name}" is missing; try again later.`)
  const wrong = await checkEntry(crypto, entry, bytes, `The file "${name}"`)
  return wrong === null ? { ok: true, value: bytes } : refuse(wrong)
}

const isLong = (name: string): boolean => name === 'incidents' || SIGNATURE_FILES.includes(name)

/** Whether a file says what its name promises; null for yes, or one sentence. */
function whyUnreadable(name: string, bytes: Uint8Array): string | null {
  const table = decodeTable(bytes)
  if (!table.ok) return table.error
  // A signature is read, and refused, where its host is asked for: thousands at once would take seconds.
  if (SIGNATURE_FILES.includes(name)) return null
  const read =
    name === 'incidents'
      ? readIncidents(table.value)
      : name === 'patterns'
        ? readPatterns(table.value)
        : readSuspended(table.value)
  return read.ok ? null : read.error
}
