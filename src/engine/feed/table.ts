import { ByteReader, ByteWriter } from './bytes.ts'
import { type Result, refuse } from './result.ts'

/**
 * What every file of the feed is: records by key. Keys are ASCII, sorted, and written without what they share with the
 * key before them; the same records give the same bytes, so that a file can be rebuilt from a diff and told by its hash.
 */
export type Table = ReadonlyMap<string, Uint8Array>

/** "MF1" and what it is */
const MAGIC = [0x4d, 0x46, 0x31]
export const KEY_BOUND = 300
export const RECORD_BOUND = 2 ** 20
export const RECORDS_BOUND = 1_000_000
export const isKey = (key: string): boolean => key.length <= KEY_BOUND && /^[\x21-\x7e]+$/.test(key)

export function beginTable(writer: ByteWriter, records: number): void {
  writer.bytes(Uint8Array.from(MAGIC))
  writer.count(records)
}

/** Whether what is read begins as tables do; the number of records follows. */
export const beginsTable = (reader: ByteReader): boolean => !MAGIC.some((byte) => reader.count(255) !== byte)

export function encodeTable(table: Table): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
  beginTable(writer, table.size)
  let before = ''
  for (const key of [...table.keys()].sort()) {
    if (!isKey(key)) throw new Error(`"${key}" cannot be the key of a record; use printable ASCII.`)
    const value = table.get(key) ?? new Uint8Array()
    const shared = sharedPrefix(before, key)
    writer.count(shared)
    writer.text(key.slice(shared))
    writer.count(value.length)
    writer.bytes(value)
    before = key
  }
  return writer.finish()
}

/** The records again; their values share the memory of the bytes. */
export function decodeTable(bytes: Uint8Array): Result<Map<string, Uint8Array>> {
  const reader = new ByteReader(bytes)
  if (!beginsTable(reader)) return refuse('The file does not begin as files of the feed do; fetch it anew.')
  const table = new Map<string, Uint8Array>()
  let before = ''
  for (let left = reader.count(RECORDS_BOUND); left > 0 && !reader.isBroken; left--) {
    const shared = reader.count(before.length)
    const key = before.slice(0, shared) + reader.text(KEY_BOUND)
    // A second spelling of the same records would be a second hash of them.
    if (key <= before || !isKey(key) || sharedPrefix(before, key) !== shared)
      return refuse(`The file's records are not in order after "${before}".`)
    table.set(key, reader.bytes(reader.count(RECORD_BOUND)))
    before = key
  }
  if (reader.isBroken || !reader.isAtEnd) return refuse('The file is cut short or too long; fetch it anew.')
  return { ok: true, value: table }
}

export function sharedPrefix(a: string, b: string): number {
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  return i
}
