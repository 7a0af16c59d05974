import { hashText, mix } from '../../engine/page/hash.ts'
import type { ListedVisit } from './visit.ts'

/**
 * Picks about `count` visits by a hash of their ids: the same ones every time, from all over the lists. Visits of a
 * session stay in order.
 */
export function sampleVisits(visits: readonly ListedVisit[], count: number): ListedVisit[] {
  if (count >= visits.length) return [...visits]
  const ranked = [...visits].sort((a, b) => rank(a) - rank(b))
  const chosen = new Set(ranked.slice(0, count).map(({ id }) => id))
  return visits.filter(({ id }) => chosen.has(id))
}

/** Ids that differ in one digit must not stand side by side. */
const rank = ({ id }: ListedVisit): number => mix(hashText(id), 1)
