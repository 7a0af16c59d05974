import { changeTable } from './change-table.ts'
import { decodeDiff, type TableChange } from './diff.ts'
import type { Head } from './head.ts'
import { type Result, refuse } from './result.ts'
import { type FeedCrypto, hashOf } from './signed.ts'

/** Something a head names by size and hash. */
export interface Entry {
  size: number
  sha256: string
}

export type Files = ReadonlyMap<string, Uint8Array<ArrayBuffer>>

/** A head with all its files. */
export interface Generation {
  head: Head
  files: Files
}

/** Whether the bytes are the ones that were named; null for yes, or one sentence. */
export async function checkEntry(
  crypto: FeedCrypto,
  { size, sha256 }: Entry,
  bytes: Uint8Array,
  what: string,
): Promise<string | null> {
  if (bytes.length !== size)
    return `${what} has ${bytes.length} bytes where the head says ${size}; it is not used.`
  if ((await hashOf(crypto, bytes)) !== sha256)
    return `${what} is not the one the head names; it is not used.`
  return null
}

/**
 * All files of a head out of those of an earlier one and the diff between them. Gives every file as it is then, in the
 * order of the head; those that stay are the same bytes.
 */
export async function applyFeedDiff(
  crypto: FeedCrypto,
  old: Generation,
  head: Head,
  entry: Entry,
  bytes: Uint8Array,
): Promise<Result<Map<string, Uint8Array<ArrayBuffer>>>> {
  const wrong = await checkEntry(crypto, entry, bytes, 'The diff')
  if (wrong !== null) return refuse(wrong)
  const diff = decodeDiff(bytes)
  if (!diff.ok) return diff
  const missed = changedFiles(old.head, head).find(({ name }) => !diff.value.has(name))
  if (missed !== undefined)
    return refuse(`The diff leaves "${missed.name}" as it was, which the head does not.`)
  const made = await Promise.all(
    [...diff.value].map(([name, change]) => applyTo(crypto, old.files.get(name), head, name, change)),
  )
  const next = new Map(old.files)
  for (const file of made) {
    if (!file.ok) return file
    next.set(...file.value)
  }
  return { ok: true, value: next }
}

async function applyTo(
  crypto: FeedCrypto,
  before: Uint8Array | undefined,
  head: Head,
  name: string,
  change: TableChange,
): Promise<Result<[name: string, bytes: Uint8Array<ArrayBuffer>]>> {
  const file = head.files.find((one) => one.name === name)
  if (before === undefined || file === undefined)
    return refuse(`The diff changes "${name}", which is no file.`)
  const made = changeTable(before, change)
  if (!made.ok) return made
  const wrong = await checkEntry(crypto, file, made.value, `What the diff makes of "${name}"`)
  return wrong === null ? { ok: true, value: [name, made.value] } : refuse(wrong)
}

/** Files of a head that are not among those of an earlier one. */
export function changedFiles(old: Pick<Head, 'files'> | null, head: Pick<Head, 'files'>): Head['files'] {
  const known = new Map(old?.files.map(({ name, sha256 }) => [name, sha256]))
  return head.files.filter(({ name, sha256 }) => known.get(name) !== sha256)
}
