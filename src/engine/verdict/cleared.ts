import type { Observation } from '../page/observation.ts'
import type { Comparison } from '../signature/comparison.ts'
import type { PageKind } from './page-kind.ts'

/** From here on next to nothing is left of what the address always had. */
const EMPTIED = 0.9
/** Share of what the site says of itself that the page must say: an error page of the server says none of it. */
const OWN_HEAD = 0.9

/**
 * Whether a page that says it is the site's own has nothing in it, where there was always a full page: no text, no
 * picture, and no element in which a script could still draw one. Nobody is accused by that, but the page is not
 * the one its head says it is.
 */
export function isCleared(
  { counts, identity, limits }: Observation,
  kind: PageKind,
  { learned }: Comparison,
  emptied: number,
): boolean {
  if (emptied < EMPTIED || (kind !== 'shell' && kind !== 'page') || limits.length > 0) return false
  return (
    counts.containers === 0 &&
    counts.text === 0 &&
    identity.refresh === '' &&
    (learned?.containment.identity ?? 0) >= OWN_HEAD
  )
}
