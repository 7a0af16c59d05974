import { isIP } from 'node:net'
import { bareHost } from '../fetch/bare-host.ts'

/** The host of an address, and whether it is a name or a number: formats keep them apart. */
export function hostOf(address: string): { host: string; kind: 'name' | 'ipv4' | 'ipv6' } {
  const host = bareHost(new URL(address).hostname)
  const family = isIP(host)
  return { host, kind: family === 4 ? 'ipv4' : family === 6 ? 'ipv6' : 'name' }
}
