import type { Feature, FeatureId } from './feature.ts'
import type { PageKind } from './page-kind.ts'
import type { Reading } from './reading.ts'

/** From here on somebody says that he took the page, or pushes what is sold in its place. */
const SAID = 0.5

/**
 * Why red would be too much for a page of a site that nobody knows yet, as the end of a reason's key; null where it is
 * not. Games say that they pwned somebody, bands that nobody is safe, films that everything was hacked:
 * - `page_offer`: it has something for those who come, such as a game or a concert,
 * - `nobody_claims`: it leads on to pages of its own, as an attacker's poster does not, and names nobody who took it.
 */
export function doubtOf(
  { observation }: Reading,
  kind: PageKind,
  features: readonly Feature[],
): 'page_offer' | 'nobody_claims' | null {
  if (kind === 'offer') return 'page_offer'
  const isSaid = (id: FeatureId) => features.some((feature) => feature.id === id && feature.value >= SAID)
  return observation.counts.ownLinks > 0 && !isSaid('claim') && !isSaid('spam') ? 'nobody_claims' : null
}
