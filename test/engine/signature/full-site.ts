import {
  type Family,
  type Generation,
  RANGED_COUNTS,
  SCRIPTS_LENGTH,
  SIGNATURE_VERSION,
  type SiteSignature,
} from '../../../src/engine/signature/signature.ts'

/** Numbers without a pattern, always the same ones (mulberry32). */
export function noise(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** Twelve templates of three generations, each family holding so many features that no other has. */
export function fullSite(features: number): SiteSignature {
  const random = noise(1)
  const family = (): Family => {
    const tokens = new Set<number>()
    while (tokens.size < features) tokens.add(random() >>> 12)
    return {
      tokens: Uint32Array.from(tokens).sort(),
      seen: Uint8Array.from({ length: features }, () => (random() % 31) + 1),
    }
  }
  const bytes = (length: number) => Uint8Array.from({ length }, () => random() & 255)
  const now = 1_790_000_000_123
  const generation = (): Generation => ({
    firstSeen: now,
    lastSeen: now,
    visits: 1_000,
    versionAt: now,
    families: {
      structure: family(),
      names: family(),
      links: family(),
      hosts: family(),
      contexts: family(),
      identity: family(),
    },
    low: bytes(RANGED_COUNTS.length),
    high: bytes(RANGED_COUNTS.length),
    scripts: bytes(SCRIPTS_LENGTH),
    dark: 1,
    familiarity: 200,
  })
  return {
    version: SIGNATURE_VERSION,
    host: 'a'.repeat(253),
    firstSeen: now,
    lastSeen: now,
    visits: 100_000,
    latest: 12,
    templates: Array.from({ length: 12 }, (_, id) => ({
      id,
      standing: 'trusted',
      vouch: 'links',
      firstSeen: now,
      lastSeen: now,
      visits: 1_000,
      days: 100,
      dayAt: now,
      firstVisit: 1,
      lastVisit: 99_999,
      routes: Array.from({ length: 16 }, () => random() >>> 12),
      generations: [generation(), generation(), generation()],
    })),
  }
}
