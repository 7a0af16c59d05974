import type { Feature, FeatureId } from './feature.ts'
import type { PageKind } from './page-kind.ts'
import type { Reading } from './reading.ts'

/** From here on the lines of a known campaign are there, word for word. */
const CAMPAIGN = 0.75
/** From here on somebody says that he took the page, or pushes what is sold in its place. */
const SAID = 0.5

/** Own links, paragraphs and letters from which a page is of a site, with a text of its own. */
const OWN_LINKS = 5
const OWN_PARAGRAPHS = 4
const OWN_LETTERS = 500

export type Doubt = 'told' | 'own_text' | 'page_offer' | 'nobody_claims'

/** From here on something says such words outright, and does not only tell of them. */
const OUTRIGHT = 0.4

/**
 * Why red would be too much for a page of a site that nobody knows yet, as the end of a reason's key; null where it is
 * not. Reports, satire and museums are full of such words; games say that they pwned somebody, bands that nobody is
 * safe:
 * - `told`: nothing but a text of its own tells of such things, with a menu around it; amber would be too much as well,
 * - `own_text`: they are said outright beside such a text; only a site that is known tells whose they are,
 * - `page_offer`: it has something for those who come, such as a game or a song,
 * - `nobody_claims`: it leads on to pages of its own, as an attacker's poster does not, and nobody says that he took it.
 */
export function doubtOf(
  { observation: { counts } }: Reading,
  kind: PageKind,
  features: readonly Feature[],
): Doubt | null {
  const isSaid = (id: FeatureId, least: number) =>
    features.some((feature) => feature.id === id && feature.value >= least)
  if (isSaid('spam', SAID)) return null
  if (counts.ownLinks >= OWN_LINKS && counts.paragraphs >= OWN_PARAGRAPHS && counts.letters >= OWN_LETTERS)
    return isSaid('outright-words', OUTRIGHT) ? 'own_text' : 'told'
  if (isSaid('campaign', CAMPAIGN)) return null
  if (kind === 'offer') return 'page_offer'
  return counts.ownLinks > 0 && !isSaid('claim', SAID) ? 'nobody_claims' : null
}
