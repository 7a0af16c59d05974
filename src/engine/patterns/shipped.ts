import { compilePacks, type PatternSet } from './compile.ts'

/** The patterns that ship with this version of the program, compiled. Call once and keep. */
export function shippedPatterns(): PatternSet {
  return compilePacks([])
}
