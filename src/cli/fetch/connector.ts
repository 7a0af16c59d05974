import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { bareHost } from './bare-host.ts'

/** Whether a connection may be made to an address. */
export type MayConnect = (address: string) => boolean

export class RefusedAddress extends Error {
  constructor(address: string) {
    super(`its address ${address} is not on the public internet; --allow-private checks it all the same`)
  }
}

/** Asks about every address at the moment of connecting, so that no name can lead elsewhere than it was checked. */
export function guardedAgent(mayConnect: MayConnect, timeout: number): Agent {
  const guardedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refused = error === null ? addresses.find(({ address }) => !mayConnect(address)) : undefined
      const [first] = addresses ?? []
      if (error !== null) callback(error, [])
      else if (refused !== undefined) callback(new RefusedAddress(refused.address), [])
      else if (options.all === true) callback(null, addresses)
      else callback(null, first?.address ?? '', first?.family)
    })
  }
  const connect = buildConnector({ timeout, lookup: guardedLookup })
  return new Agent({
    // A number instead of a name is never looked up.
    connect: (options, callback) => {
      const host = bareHost(options.hostname)
      if (isIP(host) !== 0 && !mayConnect(host)) callback(new RefusedAddress(host), null)
      else connect(options, callback)
    },
  })
}
