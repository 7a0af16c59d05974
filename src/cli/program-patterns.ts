import { readFileSync } from 'node:fs'
import type { PatternSet } from '../engine/patterns/compile.ts'
import { shippedPatterns } from '../engine/patterns/shipped.ts'

declare global {
  /** Where the build put what the shipped packs compile to; there is no such name where the program runs from its sources. */
  var PATTERN_TABLE: string | undefined
}

/** The patterns that ship with the program: compiling them takes as long as everything else that it starts with. */
export const programPatterns = (): PatternSet => shippedPatterns(builtTable)

function builtTable(): ArrayBuffer | null {
  const file = globalThis.PATTERN_TABLE
  if (file === undefined) return null
  try {
    return new Uint8Array(readFileSync(file)).buffer
  } catch {
    // Then they are compiled.
    return null
  }
}
