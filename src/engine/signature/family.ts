import { CORE_SHARE, type Family, WINDOW } from './signature.ts'

const WINDOW_BITS = (1 << WINDOW) - 1
const BIT_COUNT = Uint8Array.from({ length: WINDOW_BITS + 1 }, (_, bits) => {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
})

export const emptyFamily = (): Family => ({ tokens: new Uint32Array(0), seen: new Uint8Array(0) })

/** In how many of the versions remembered a feature stood. */
export const versionsOf = (bits: number): number => BIT_COUNT[bits & WINDOW_BITS] ?? 0

/** From how many versions on a feature is of the core, after so many visits. */
export const coreNeed = (visits: number): number => Math.ceil(Math.min(visits, WINDOW) * CORE_SHARE)

/**
 * The family after one more version, or, where `isSame`, after one more look at the newest one. A new version pushes
 * the oldest out; what is seen in none of the last ones is forgotten. Both lists are sorted, and so is the result.
 */
export function renewFamily(family: Family, present: Uint32Array, isSame: boolean): Family {
  const tokens = new Uint32Array(family.tokens.length + present.length)
  const seen = new Uint8Array(tokens.length)
  const shift = isSame ? 0 : 1
  let size = 0
  let next = 0
  const keep = (token: number, bits: number) => {
    tokens[size] = token
    seen[size++] = bits
  }
  family.tokens.forEach((token, i) => {
    for (; next < present.length && (present[next] ?? 0) < token; next++) keep(present[next] ?? 0, 1)
    const isHere = present[next] === token
    if (isHere) next++
    const bits = (((family.seen[i] ?? 0) << shift) & WINDOW_BITS) | (isHere ? 1 : 0)
    if (bits !== 0) keep(token, bits)
  })
  for (; next < present.length; next++) keep(present[next] ?? 0, 1)
  return { tokens: tokens.slice(0, size), seen: seen.slice(0, size) }
}

/** The features seen in most of the versions remembered; sorted. */
export function stableCore(family: Family, visits: number): Uint32Array {
  const need = coreNeed(visits)
  return family.tokens.filter((_, i) => versionsOf(family.seen[i] ?? 0) >= need)
}

/** Only the core, as if it had stood in every version: what an older design is remembered by. */
export function coreOnly(family: Family, visits: number): Family {
  const tokens = stableCore(family, visits)
  return { tokens, seen: new Uint8Array(tokens.length).fill((1 << Math.min(visits, WINDOW)) - 1) }
}

/** At most so many features: those seen most, and among equals always the same ones, by their hash. */
export function boundFamily(family: Family, bound: number): Family {
  if (family.tokens.length <= bound) return family
  const ranked = Array.from(family.tokens.keys()).sort(
    (a, b) => versionsOf(family.seen[b] ?? 0) - versionsOf(family.seen[a] ?? 0) || a - b,
  )
  const kept = ranked.slice(0, bound).sort((a, b) => a - b)
  return {
    tokens: Uint32Array.from(kept, (i) => family.tokens[i] ?? 0),
    seen: Uint8Array.from(kept, (i) => family.seen[i] ?? 0),
  }
}
