import { setTimeout as sleep } from 'node:timers/promises'
import type { Property, WatchConfig } from './config.ts'
import { lookAtProperty, type Seen } from './look-at-property.ts'
import type { Store } from './store.ts'

/** Hosts that are looked at at once. */
const HOSTS_AT_ONCE = 8

export type OnSeen = (seen: Seen) => void

/** Looks at properties: hosts side by side, the pages of one host after one another with a pause between. */
export async function lookRound(
  config: WatchConfig,
  store: Store,
  properties: readonly Property[],
  onSeen: OnSeen,
): Promise<void> {
  const hosts = [...byHost(properties).values()]
  const lane = async () => {
    for (let mine = hosts.shift(); mine !== undefined; mine = hosts.shift())
      for (const [index, property] of mine.entries()) {
        if (index > 0) await sleep(config.delay)
        const seen = await lookAtProperty(property, { config, store, wait: sleep })
        if (seen !== null) onSeen(seen)
      }
  }
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, lane))
}

function byHost(properties: readonly Property[]): Map<string, Property[]> {
  const hosts = new Map<string, Property[]>()
  for (const property of properties) {
    const { hostname } = new URL(property.url)
    const mine = hosts.get(hostname)
    if (mine === undefined) hosts.set(hostname, [property])
    else mine.push(property)
  }
  return hosts
}
