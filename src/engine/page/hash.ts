import { unitAt } from '../text/unit-at.ts'

/** FNV-1a over UTF-16 units, unsigned 32-bit: short, fast, and the same wherever it runs. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  const { length } = text
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ unitAt(text, i), 0x01000193)
  return hash >>> 0
}

/** One hash out of two, order mattering (the finaliser of MurmurHash3). */
export function mix(first: number, second: number): number {
  let hash = Math.imul(first ^ (second + 0x9e3779b9), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
