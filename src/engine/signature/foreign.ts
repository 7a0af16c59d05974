import type { Block, Observation } from '../page/observation.ts'
import type { TemplateMatch } from './match.ts'
import type { SiteSignature } from './signature.ts'

/** Surroundings that change at every load say nothing: below this usual share nothing is called foreign. */
const TELLING = 0.7

/** Of a page less like the site than this everything is foreign, and that is said by the mismatch already. */
const OWN = 0.3

/** Share of a page's text, in UTF-16 units, that stands in known surroundings; 1 for a page without text. */
export function familiarShare(known: ReadonlySet<number>, { blocks }: Observation): number {
  let all = 0
  let familiar = 0
  for (const { text, context } of blocks) {
    all += text.length
    if (known.has(context)) familiar += text.length
  }
  return all === 0 ? 1 : familiar / all
}

/**
 * The blocks that stand nowhere the site was ever seen to put a text, on a page that is otherwise its own.
 * Null where that cannot be told: an unknown site, a page unlike it, or a site that never puts anything in the same
 * place twice.
 */
export function foreignBlocks(
  site: SiteSignature | null,
  match: TemplateMatch | null,
  { blocks }: Observation,
): ReadonlySet<Block> | null {
  if (site === null || match === null || match.score < OWN || match.template.familiarity < TELLING)
    return null
  const known = new Set(site.templates.flatMap(({ families }) => families.contexts.tokens))
  return new Set(blocks.filter((block) => !known.has(block.context)))
}
