import type { Pack } from '../patterns/schema.ts'
import type { Authority } from '../signature/comparison.ts'
import type { Entry, Files } from './content.ts'
import { diffTables, encodeDiff, type TableDiff } from './diff.ts'
import type { Head } from './head.ts'
import { type FeedIncident, incidentsTable } from './incidents.ts'
import { patternsTable } from './patterns.ts'
import { signatureTables } from './signatures.ts'
import { type FeedCrypto, hashOf, toAscii } from './signed.ts'
import { type SuspendedRule, suspendedTable } from './suspended.ts'
import { decodeTable, encodeTable, type Table } from './table.ts'

/** All that a feed says. */
export interface FeedContent {
  patterns: readonly Pack[]
  signatures: readonly Authority[]
  incidents: readonly FeedIncident[]
  suspended: readonly SuspendedRule[]
}

/** Every file of the feed, by name; the same content gives the same bytes. */
export function feedFiles(content: FeedContent): Map<string, Uint8Array<ArrayBuffer>> {
  const tables: [string, Table][] = [
    ['patterns', patternsTable(content.patterns)],
    ['incidents', incidentsTable(content.incidents)],
    ['suspended', suspendedTable(content.suspended)],
    ...signatureTables(content.signatures),
  ]
  return new Map(tables.map(([name, table]) => [name, encodeTable(table)]))
}

/** What changes the files of one sequence into those of another. */
export function feedDiff(old: Files, next: Files): Uint8Array<ArrayBuffer> {
  const diff = new Map<string, TableDiff>()
  for (const [name, bytes] of next) {
    // The very same bytes need no reading.
    if (old.get(name) === bytes) continue
    const change = diffTables(tableOf(old.get(name)), tableOf(bytes))
    if (change !== null) diff.set(name, change)
  }
  return encodeDiff(diff)
}

function tableOf(bytes: Uint8Array | undefined): Table {
  if (bytes === undefined) return new Map()
  const table = decodeTable(bytes)
  if (!table.ok) throw new Error(table.error)
  return table.value
}

export async function entryOf(crypto: Pick<FeedCrypto, 'sha256'>, bytes: Uint8Array): Promise<Entry> {
  return { size: bytes.length, sha256: await hashOf(crypto, bytes) }
}

/** The bytes that are signed: what `acceptHead` reads. */
export async function headOf(
  crypto: Pick<FeedCrypto, 'sha256'>,
  about: Pick<Head, 'sequence' | 'issued' | 'expires' | 'minClient' | 'diffs'>,
  files: Files,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = await Promise.all(
    [...files].map(async ([name, bytes]) => ({ name, ...(await entryOf(crypto, bytes)) })),
  )
  return toAscii({ format: 'masthead-feed', ...about, files: entries })
}
