import type { Feature, FeatureId } from './feature.ts'
import type { PageKind } from './page-kind.ts'
import type { Reading } from './reading.ts'

/** From here on the lines of a known campaign are there, word for word. */
const CAMPAIGN = 0.75
/** From here on somebody says that he took the page, or pushes what is sold in its place. */
const SAID = 0.5

/**
 * Why red would be too much for a page of a site that nobody knows yet, as the end of a reason's key; null where it is
 * not. Games say that they pwned somebody, bands that nobody is safe, films that everything was hacked:
 * - `page_offer`: it has something for those who come, such as a game or a concert,
 * - `nobody_claims`: it leads on to pages of its own, as an attacker's poster does not, and nobody says that he took it.
 */
export function doubtOf(
  { observation }: Reading,
  kind: PageKind,
  features: readonly Feature[],
): 'page_offer' | 'nobody_claims' | null {
  const isSaid = (id: FeatureId, least: number) =>
    features.some((feature) => feature.id === id && feature.value >= least)
  if (isSaid('campaign', CAMPAIGN)) return null
  if (kind === 'offer') return 'page_offer'
  return observation.counts.ownLinks > 0 && !isSaid('claim', SAID) && !isSaid('spam', SAID)
    ? 'nobody_claims'
    : null
}
