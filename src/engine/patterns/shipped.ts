import { compilePacks, type PatternSet } from './compile.ts'
import { shippedPacks } from './packs/index.ts'

/** The patterns that ship with this version of the program, compiled. Call once and keep (about 20 ms). */
export function shippedPatterns(): PatternSet {
  const compiled = compilePacks(shippedPacks)
  if (!compiled.ok) throw new Error(compiled.error)
  return compiled.value
}
