import type { BitReader } from './bit-reader.ts'
import type { BitWriter } from './bit-writer.ts'

/** Ones in a row after which a value stands as it is. */
export const ESCAPE = 20
export const RAW_BITS = 24

/** Width of the parameter itself. */
const PARAMETER_BITS = 5

/** Writes a sorted list of different integers below 2^24 by the gaps between them. The reader is told the length. */
export function writeSorted(writer: BitWriter, values: ArrayLike<number>): void {
  const length = values.length
  const last = values[length - 1] ?? 0
  const k = length === 0 ? 0 : Math.max(0, Math.floor(Math.log2(((last + 1) / length) * Math.LN2)))
  writer.bits(k, PARAMETER_BITS)
  let before = -1
  for (let i = 0; i < length; i++) {
    const value = values[i] ?? 0
    writer.rice(value - before - 1, k)
    before = value
  }
}

/** The list again; each value is below `end`, or the reader is broken. */
export function readSorted(reader: BitReader, length: number, end: number): Uint32Array {
  const values = new Uint32Array(reader.isBroken ? 0 : length)
  const k = reader.bits(PARAMETER_BITS)
  let before = -1
  for (let i = 0; i < values.length; i++) {
    before += reader.rice(k) + 1
    if (before >= end) reader.isBroken = true
    values[i] = before
  }
  return values
}
