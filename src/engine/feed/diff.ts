import { deflateSync, inflateSync } from 'fflate'
import { ByteReader, ByteWriter } from './bytes.ts'
import { FEED_BOUNDS } from './files.ts'
import { type Result, refuse } from './result.ts'
import { decodeTable, encodeTable, isKey, KEY_BOUND, type Table } from './table.ts'

/** What changes one table into another. */
export interface TableDiff {
  put: Table
  removed: readonly string[]
}

/** Changes by name of the file; files that stay as they are have none. */
export type Diff = ReadonlyMap<string, TableDiff>

const FILES_BOUND = 200
const REMOVED_BOUND = 1_000_000
const SECTION_BOUND = 2 ** 24

export function diffTables(old: Table, next: Table): TableDiff | null {
  const put = new Map([...next].filter(([key, value]) => !isSame(old.get(key), value)))
  const removed = [...old.keys()].filter((key) => !next.has(key)).sort()
  return put.size === 0 && removed.length === 0 ? null : { put, removed }
}

export function encodeDiff(diff: Diff): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
  writer.count(diff.size)
  for (const [name, { put, removed }] of diff) {
    writer.text(name)
    writer.count(removed.length)
    for (const key of removed) writer.text(key)
    const bytes = encodeTable(put)
    writer.count(bytes.length)
    writer.bytes(bytes)
  }
  return pack(writer.finish())
}

/** Changes as they lie in a diff: keys one after another, and a table. */
export interface TableChange {
  removed: Uint8Array
  put: Uint8Array
}

/** The parts of a diff by name of the file; what stands in them is read where they are applied. */
export function decodeDiff(bytes: Uint8Array): Result<Map<string, TableChange>> {
  const unpacked = unpack(bytes)
  if (unpacked === null) return refuse('The diff cannot be unpacked; fetch the whole files.')
  const reader = new ByteReader(unpacked)
  const diff = new Map<string, TableChange>()
  for (let left = reader.count(FILES_BOUND); left > 0 && !reader.isBroken; left--) {
    const name = reader.text(40)
    const keys = reader.count(REMOVED_BOUND)
    const from = reader.at
    for (let i = 0; i < keys && !reader.isBroken; i++) reader.skip(reader.count(KEY_BOUND))
    const removed = unpacked.subarray(from, reader.at)
    const put = reader.bytes(reader.count(SECTION_BOUND))
    if (diff.has(name)) return refuse(`The diff changes "${name}" twice; fetch the whole files.`)
    diff.set(name, { removed, put })
  }
  if (reader.isBroken || !reader.isAtEnd)
    return refuse('The diff is cut short or too long; fetch the whole files.')
  return { ok: true, value: diff }
}

/** The same as keys and records, for whoever wants to know what is in it. */
export function readChange({ removed, put }: TableChange): Result<TableDiff> {
  const table = decodeTable(put)
  if (!table.ok) return table
  const reader = new ByteReader(removed)
  const keys: string[] = []
  while (!reader.isAtEnd && !reader.isBroken) keys.push(reader.text(KEY_BOUND))
  if (reader.isBroken || !keys.every((key, i) => isKey(key) && key > (keys[i - 1] ?? '')))
    return refuse('What the diff removes is not in order.')
  return { ok: true, value: { put: table.value, removed: keys } }
}

/** Deflated (RFC 1951), with the length it unpacks to in front: nothing longer ever comes out of it. */
function pack(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
  writer.count(bytes.length)
  writer.bytes(deflateSync(bytes, { level: 9 }))
  return writer.finish()
}

function unpack(packed: Uint8Array): Uint8Array | null {
  const reader = new ByteReader(packed)
  const length = reader.count(FEED_BOUNDS.total)
  if (reader.isBroken) return null
  try {
    const bytes = inflateSync(reader.rest(), { out: new Uint8Array(length) })
    return bytes.length === length ? bytes : null
  } catch {
    return null
  }
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i])
