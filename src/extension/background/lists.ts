import type { PatternSet } from '../../engine/patterns/compile.ts'
import { shippedPatterns } from '../../engine/patterns/shipped.ts'

let compiled: PatternSet | null = null

/** The shipped patterns, compiled when the first page of a worker's life needs them and kept as long as it lives. */
export function patterns(): PatternSet {
  compiled ??= shippedPatterns()
  return compiled
}
