import { hashText } from '../../engine/page/hash.ts'

/** Parameters that say where a reader came from, and never which page is meant. */
const TRACKING = /^(?:(?:utm|at|mc|pk|ns)_|(?:fbclid|gclid|dclid|msclkid|twclid|igshid|xtor|ref)$)/

/** An address without what tells the site who followed which link. */
export function withoutTracking(address: string): string {
  const url = new URL(address)
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  return url.href
}

/**
 * One number for one page of a site, whatever brought the reader there: in many systems the query names the page. Of an
 * address that is kept without its query this tells pages apart, and tells nothing else.
 */
export function pageHash(address: string): number {
  const { host, pathname, searchParams } = new URL(withoutTracking(address))
  return hashText(JSON.stringify([host, pathname, [...searchParams]]))
}

export const isFront = (address: string): boolean => new URL(address).pathname === '/'

/** An address by which a page is known again once its site has moved from http to https, or back. */
export const withoutScheme = (url: string): string => url.replace(/^https?:/, '')
