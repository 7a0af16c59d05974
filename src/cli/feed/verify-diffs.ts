import {
  applyFeedDiff,
  changedFiles,
  checkEntry,
  type Files,
  type Generation,
} from '../../engine/feed/content.ts'
import { decodeDiff, readChange, type TableChange } from '../../engine/feed/diff.ts'
import { FEED_BOUNDS, FEED_PATHS } from '../../engine/feed/files.ts'
import { acceptHead, type Head } from '../../engine/feed/head.ts'
import { type Result, refuse } from '../../engine/feed/result.ts'
import type { Root } from '../../engine/feed/root.ts'
import type { FeedCrypto } from '../../engine/feed/signed.ts'
import { decodeTable } from '../../engine/feed/table.ts'
import type { FeedSource } from '../../engine/feed/update.ts'
import { version } from '../version.ts'

export interface CheckedFeed {
  crypto: FeedCrypto
  source: FeedSource
  root: Root
  head: Head
  files: Files
}

/**
 * Checks every diff of a head: its bytes, that all it puts and removes is so in the files of the head, and, where the
 * publication it leads from is still there, that it makes the very files out of those. Gives how many could be applied.
 */
export async function verifyDiffs(feed: CheckedFeed): Promise<Result<number>> {
  const { crypto, source, head, files } = feed
  let applied = 0
  for (const entry of head.diffs) {
    const what = `The diff from number ${entry.from}`
    const bytes = await source.fetch(FEED_PATHS.content(entry.sha256), entry.size + 1)
    if (bytes === null) return refuse(`${what} is missing; publish the feed anew.`)
    const wrongBytes = await checkEntry(crypto, entry, bytes, what)
    if (wrongBytes !== null) return refuse(wrongBytes)
    const diff = decodeDiff(bytes)
    if (!diff.ok) return refuse(`${what} cannot be read; publish the feed anew.`)
    const wrong = whyOtherwise(diff.value, files)
    if (wrong !== null) return refuse(`${what} ${wrong}; publish the feed anew.`)
    const earlier = await earlierOf(feed, entry.from)
    if (earlier === null) continue
    const made = await applyFeedDiff(crypto, earlier, head, entry, bytes)
    if (!made.ok) {
      const [first = '', ...rest] = made.error
      return refuse(
        `${what} does not lead to number ${head.sequence}: ${first.toLowerCase()}${rest.join('')}`,
      )
    }
    applied++
  }
  return { ok: true, value: applied }
}

/** What a diff says that the files do not; null where it agrees with them. */
function whyOtherwise(diff: ReadonlyMap<string, TableChange>, files: Files): string | null {
  for (const [name, change] of diff) {
    const read = readChange(change)
    if (!read.ok) return `changes "${name}" in a way that cannot be read`
    const { put, removed } = read.value
    const table = decodeTable(files.get(name) ?? new Uint8Array())
    if (!table.ok) return `changes "${name}", which is no file of the head`
    const kept = removed.find((key) => table.value.has(key))
    if (kept !== undefined) return `removes "${kept}" from "${name}", which has it`
    for (const [key, value] of put) {
      const there = table.value.get(key)
      if (there === undefined || Buffer.compare(there, value) !== 0)
        return `puts "${key}" into "${name}", which has it otherwise`
    }
  }
  return null
}

/** An earlier publication, out of its head and what is kept of its content; null where some of it is gone. */
async function earlierOf(feed: CheckedFeed, sequence: number): Promise<Generation | null> {
  const { crypto, source, root, head: next, files: nextFiles } = feed
  const bytes = await source.fetch(FEED_PATHS.earlierHead(sequence), FEED_BOUNDS.head)
  const signatures = await source.fetch(FEED_PATHS.earlierSignatures(sequence), FEED_BOUNDS.signatures)
  if (bytes === null || signatures === null) return null
  // It may have run out, and says what was: as with the head that a program comes with, only its signature counts.
  const check = { crypto, root, state: null, now: next.issued, client: version, isSeed: true }
  const accepted = await acceptHead(check, { bytes, signatures })
  if (!accepted.ok || accepted.value.head.sequence !== sequence) return null
  const { head } = accepted.value
  const files = new Map(nextFiles)
  for (const { name, ...entry } of changedFiles(next, head)) {
    const file = await source.fetch(FEED_PATHS.content(entry.sha256), entry.size + 1)
    if (file === null || (await checkEntry(crypto, entry, file, name)) !== null) return null
    files.set(name, file)
  }
  return { head, files }
}
