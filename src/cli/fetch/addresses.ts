import ipaddr from 'ipaddr.js'

/**
 * Whether an address is one of the public internet. Private, loopback, link-local, carrier-grade NAT, multicast and
 * reserved ones are not, nor are those that carry another address inside (IPv4-mapped, NAT64, 6to4, Teredo).
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return (
    parsed.range() === 'unicast' &&
    !LOCAL_NAT64.some((local) => parsed.kind() === 'ipv6' && parsed.match(local))
  )
}

/** RFC 8215: translated to IPv4 by the network's own rules. */
const LOCAL_NAT64 = [ipaddr.parseCIDR('64:ff9b:1::/48')]
