/** Last labels that no public page has: RFC 6761, 6762, 7686, 8375 and names that offices give their own networks. */
const PRIVATE_ENDINGS = new Set(
  'localhost local internal intranet private corp home lan localdomain invalid arpa onion'.split(' '),
)
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Whether a host is a name on the public internet; addresses in any notation and names of private networks are not. */
export function isPublicHost(host: string): boolean {
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  // A last label with no letter is an address: 127.1, 0x7f.1, 2130706433.
  const isName = /^[a-z]/.test(last) && last.length > 1
  return (
    host.length <= 253 &&
    labels.length > 1 &&
    isName &&
    !PRIVATE_ENDINGS.has(last) &&
    labels.every((label) => LABEL.test(label))
  )
}
