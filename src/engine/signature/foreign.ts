import type { Block, Observation } from '../page/observation.ts'
import { featureOf } from './features.ts'
import type { TemplateMatch } from './match.ts'
import { SHARE_STEPS, type SiteSignature } from './signature.ts'

/** Surroundings that change at every load say nothing: below this usual share nothing is called foreign. */
const TELLING = 0.7 * SHARE_STEPS

/** Of a page less like the site than this everything is foreign, and that is said by the mismatch already. */
export const OWN = 0.3

/** Share of a page's text, in UTF-16 units, that stands in known surroundings; 1 for a page without text. */
export function familiarShare(known: ReadonlySet<number>, { blocks }: Observation): number {
  let all = 0
  let familiar = 0
  for (const { text, context } of blocks) {
    all += text.length
    if (known.has(featureOf(context))) familiar += text.length
  }
  return all === 0 ? 1 : familiar / all
}

/**
 * The blocks that stand nowhere the site was ever seen to put a text, on a page that is otherwise its own. Held
 * against the first of the matches that can tell. Null where none can: an unknown site, a page unlike it, or a site
 * that never puts anything in the same place twice.
 */
export function foreignBlocks(
  site: SiteSignature | null,
  matches: readonly (TemplateMatch | null)[],
  { blocks }: Observation,
): ReadonlySet<Block> | null {
  const match = matches.find((one) => one !== null && canTell(one)) ?? null
  if (site === null || match === null) return null
  const known = new Set<number>()
  for (const template of site.templates) {
    if (template.standing === 'quarantine' && template !== match.template) continue
    for (const { families } of template.generations)
      for (const context of families.contexts.tokens) known.add(context)
  }
  return new Set(blocks.filter((block) => !known.has(featureOf(block.context))))
}

const canTell = ({ score, generation }: TemplateMatch): boolean =>
  score >= OWN && generation.familiarity >= TELLING
