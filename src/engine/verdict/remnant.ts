import type { Block } from '../page/observation.ts'
import type { Comparison } from '../signature/comparison.ts'
import type { PageKind } from './page-kind.ts'
import { type Reading, SAYING } from './reading.ts'

/** What an address can be left with where it always had a full page: nothing at all, or hardly more than a line. */
export const REMNANTS = ['cleared', 'one-line'] as const
export type Remnant = (typeof REMNANTS)[number]

/** From here on next to nothing is left of what the address always had. */
const EMPTIED = 0.9
/** Share of what the site says of itself that the page must say: an error page of the server says none of it. */
const OWN_HEAD = { cleared: 0.9, 'one-line': 0.6 } as const
/** Letters outside of navigation up to which a page is hardly more than a few words. */
const LINE = 200

/**
 * Whether a page that says it is the site's own is only a remnant of it. Nobody is accused by that, but the page is
 * not the one its head says it is. Null where it is none, or where something is still to come.
 */
export function remnantOf(
  reading: Reading,
  kind: PageKind,
  { learned }: Comparison,
  emptied: number,
): Remnant | null {
  const { counts, identity, limits } = reading.observation
  if (emptied < EMPTIED || (kind !== 'shell' && kind !== 'page')) return null
  if (limits.length > 0 || identity.refresh !== '') return null
  const own = learned?.containment.identity ?? 0
  if (counts.containers === 0 && counts.text === 0) return own >= OWN_HEAD.cleared ? 'cleared' : null
  // What scripts are still to fill in is no remnant.
  if (kind === 'shell' && counts.scripts > 0) return null
  return own >= OWN_HEAD['one-line'] && isLine(reading) ? 'one-line' : null
}

/** Little text, and somebody put it where it catches the eye. */
function isLine({ bodyText, observation }: Reading): boolean {
  const { blocks, identity } = observation
  const name = [identity.title, identity.siteName].join('\n').toLowerCase()
  // A title over a page that is still to come says nothing.
  const isAlien = ({ text }: Block) => text.length >= SAYING && !name.includes(text.toLowerCase())
  return bodyText > 0 && bodyText <= LINE && blocks.some((block) => isHeadline(block) && isAlien(block))
}

const isHeadline = ({ place, loud }: Block): boolean =>
  place === 'heading' || place === 'large' || (loud !== 0 && place === 'body')
