import { identityText, titleEnd, titleStart } from '../signature/features.ts'
import { SAME_TEMPLATE, type TemplateMatch } from '../signature/match.ts'
import type { SiteSignature } from '../signature/signature.ts'
import { isNew } from '../signature/site-designs.ts'
import { fillsBlock } from './features/outright.ts'
import type { PageKind } from './page-kind.ts'
import type { Reading } from './reading.ts'

/**
 * The claim that is all of a page's title, what the site always puts around its titles left out; null where it is none,
 * or where the page says the same: then it is a story's name, and judged where it stands.
 */
export function titleClaim(
  { marks, observation }: Reading,
  kind: PageKind,
  site: SiteSignature | null,
  learned: TemplateMatch | null,
): string | null {
  if (site === null || learned === null || learned.score < SAME_TEMPLATE) return null
  if (kind !== 'page' && kind !== 'article') return null
  const claims = marks.filter(
    ({ place, isQuoted, hit: { entry } }) =>
      place === 'title' &&
      !isQuoted &&
      entry.pattern.strength === 3 &&
      (entry.pattern.class === 'claim' || entry.pattern.class === 'possession'),
  )
  if (claims.length === 0) return null
  const { text, from } = headline(observation.identity.title, site)
  const isSaid = observation.blocks.some((block) => block.text.toLowerCase().includes(text.toLowerCase()))
  if (text === '' || isSaid) return null
  const isClaim = claims.some(({ hit }) => {
    const moved = { ...hit, start: hit.start - from, end: hit.end - from }
    return moved.start >= 0 && moved.end <= text.length && fillsBlock({ hit: moved }, text)
  })
  return isClaim ? text.slice(0, 80) : null
}

/** A title without the names that the site's titles begin or end with, and where it begins. */
function headline(title: string, site: SiteSignature): { text: string; from: number } {
  const start = titleStart(title)
  const end = titleEnd(title)
  const isUsual = (kind: 'prefix' | 'suffix', name: string) =>
    name !== title && !isNew(site, 'identity', identityText(kind, name))
  const begins = isUsual('prefix', start) ? start.length : 0
  const ends = title.length - (isUsual('suffix', end) ? end.length : 0)
  const rest = title.slice(begins, Math.max(begins, ends))
  const text = rest.replace(EDGES, '')
  return { text, from: begins + Math.max(0, rest.indexOf(text)) }
}

/** What is left at an edge where a name was cut off. */
const EDGES = /^[\s:|·•»«/–—-]+|[\s:|·•»«/–—-]+$/g
