import { harmless } from '../texts.ts'

/** What browsers leave in a path, a query or a fragment as it is, and RFC 3986 does not allow there. */
const NOT_ALLOWED = /%(?![0-9a-f]{2})|[^\w\-.~:/?@!$&'()*+,;=%]/gi

/** An address as the formats want it that know no other letters than those of RFC 3986. */
export function uriOfAddress(address: string): string {
  if (!URL.canParse(address)) return encodeURI(harmless(address))
  const { href, pathname, search, hash } = new URL(address)
  const encode = (part: string) => part.replace(NOT_ALLOWED, encodeURIComponent)
  const start = href.slice(0, href.length - pathname.length - search.length - hash.length)
  return `${start}${encode(pathname)}${encode(search)}${hash === '' ? '' : `#${encode(hash.slice(1))}`}`
}
