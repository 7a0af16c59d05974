import { hashText } from '../../engine/page/hash.ts'

/** Parameters that say where a reader came from, and never which page is meant. */
const TRACKING =
  /^(?:(?:utm|at|mc|pk|ns)_|(?:fbclid|gclid|dclid|msclkid|twclid|igshid|xtor|ref|from|source)$)/

/**
 * One number for one page of a site, whatever brought the reader there: the query counts, for in many systems it names the
 * page, but not on a front page. Of an address that is kept without its query this tells pages apart, and tells nothing else.
 */
export function pageHash(address: string): number {
  const { host, pathname, searchParams } = new URL(address)
  const named = pathname === '/' ? [] : [...searchParams].filter(([name]) => !TRACKING.test(name))
  return hashText(JSON.stringify([host, pathname, named]))
}

/** An address by which a page is known again once its site has moved from http to https, or back. */
export const withoutScheme = (url: string): string => url.replace(/^https?:/, '')
