import { hashText } from '../page/hash.ts'
import { EXPANSIONS, RUNS } from '../text/fold-data.ts'
import { compilePacks, type PatternSet } from './compile.ts'
import { shippedPacks } from './packs/index.ts'

/** The patterns that ship with this version of the program. A table compiled before is used where it is one. */
export function shippedPatterns(table: ArrayBuffer | null = null): PatternSet {
  const compiled = compilePacks(shippedPacks, table)
  if (!compiled.ok) throw new Error(compiled.error)
  return compiled.value
}

/** Names what the shipped table is made of: another word in any pack, or another way of folding, gives another key. */
export function shippedKey(): string {
  const text = `${JSON.stringify(shippedPacks)}${EXPANSIONS}${RUNS}`
  return `${hashText(text).toString(16)}-${text.length}`
}
