import ipaddr from 'ipaddr.js'

/**
 * Whether an address is one of the public internet. Private, loopback, link-local, carrier-grade NAT, multicast and
 * reserved ones are not, nor are those that carry another address inside (IPv4-mapped, NAT64, 6to4, Teredo).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(GLOBAL))
}

/** All of IPv6 that is given out (RFC 4291, RFC 3587): what lies outside may be led anywhere by the network's own rules. */
const GLOBAL = ipaddr.parseCIDR('2000::/3')
