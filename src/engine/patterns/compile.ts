import type { Pack } from './schema.ts'

/** Compiled packs: what the scanner runs on. */
export interface PatternSet {
  packs: readonly { pack: string; version: string }[]
}

export function compilePacks(packs: readonly Pack[]): PatternSet {
  return { packs: packs.map(({ pack, version }) => ({ pack, version })) }
}
