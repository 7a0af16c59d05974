/**
 * The parts of an absolute http(s) address the engine works with. The engine has no URL parser of its own
 * platform, and what reaches it was already resolved by one; anything else gives null.
 */
export interface Address {
  host: string
  /** Path from the first slash, without query and fragment. */
  path: string
}

const ABSOLUTE = /^https?:\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:]+)(?::\d+)?([^?#]*)/i

export function parseAddress(url: string): Address | null {
  const match = ABSOLUTE.exec(url)
  if (match?.[1] === undefined) return null
  return { host: match[1].toLowerCase(), path: match[2] === undefined || match[2] === '' ? '/' : match[2] }
}

/** Second-level names under which whole countries register: `lemonde.co.uk` has three labels of its own. */
const SHARED_SECOND = new Set(
  'ac co com edu gob gouv gov govt go info mil ne net nom or org asso presse tm res nic in id web my sch'.split(
    ' ',
  ),
)

/**
 * The host without what stands before its registrable domain, by a rule of thumb: the page's own script has no
 * room for the public suffix list. Used only to tell a page's own links from foreign ones.
 */
export function roughSite(host: string): string {
  const labels = host.split('.')
  if (labels.length <= 2 || host.startsWith('[')) return host
  const second = labels[labels.length - 2] ?? ''
  const last = labels[labels.length - 1] ?? ''
  const keep = last.length === 2 && SHARED_SECOND.has(second) ? 3 : 2
  return labels.slice(-keep).join('.')
}
