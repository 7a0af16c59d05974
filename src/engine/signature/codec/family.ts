import { ENTRIES_BOUND, type Family, WINDOW } from '../signature.ts'
import type { BitReader } from './bit-reader.ts'
import type { BitWriter } from './bit-writer.ts'
import { readSorted, writeSorted } from './rice.ts'

/** Features by their places in the dictionary, and when each was seen: one bit for the usual, `WINDOW` more otherwise. */
export function writeFamily(writer: BitWriter, { tokens, seen }: Family, dictionary: Uint32Array): void {
  const places = new Uint32Array(tokens.length)
  let place = 0
  tokens.forEach((token, i) => {
    while ((dictionary[place] ?? token) < token) place++
    places[i] = place
  })
  writer.count(tokens.length)
  writeSorted(writer, places)
  const usual = mostFrequent(seen)
  writer.bits(usual, WINDOW)
  for (const bits of seen) {
    if (bits === usual) writer.bits(0, 1)
    else writer.bits((1 << WINDOW) | bits, WINDOW + 1)
  }
}

export function readFamily(reader: BitReader, dictionary: Uint32Array): Family {
  const length = reader.count(Math.min(dictionary.length, ENTRIES_BOUND))
  const places = readSorted(reader, length, dictionary.length)
  const usual = reader.bits(WINDOW)
  const seen = new Uint8Array(places.length)
  for (let i = 0; i < seen.length; i++) seen[i] = reader.bits(1) === 0 ? usual : reader.bits(WINDOW)
  return { tokens: places.map((place) => dictionary[place] ?? 0), seen }
}

function mostFrequent(seen: Uint8Array): number {
  const counts = new Uint32Array(1 << WINDOW)
  for (const bits of seen) counts[bits] = (counts[bits] ?? 0) + 1
  return counts.indexOf(Math.max(...counts))
}
