import { harmless } from '../texts.ts'

/** What browsers leave in a path, a query or a fragment as it is, and RFC 3986 does not allow there. */
const NOT_ALLOWED = /%(?![0-9a-f]{2})|[^\w\-.~:/?@!$&'()*+,;=%]/gi

/** An address as the formats want it that know no other letters than those of RFC 3986. */
export function uriOfAddress(address: string): string {
  if (!URL.canParse(address)) return encodeURI(harmless(address))
  const { href, protocol } = new URL(address)
  const path = href.indexOf('/', `${protocol}//`.length)
  // All but the first "#" stand for themselves.
  const [first = '', ...rest] = href.slice(path).split('#')
  const encode = (part: string) => part.replace(NOT_ALLOWED, encodeURIComponent)
  return `${href.slice(0, path)}${encode(first)}${rest.length === 0 ? '' : `#${encode(rest.join('#'))}`}`
}
