import { setTimeout as sleep } from 'node:timers/promises'
import { HostBusy } from '../fetch/host-busy.ts'
import type { Property, WatchConfig } from './config.ts'
import type { LocalTurns } from './hosts/local-turns.ts'
import { longestWait, Visits } from './hosts/visits.ts'
import { lookAtProperty, type Seen } from './look-at-property.ts'
import type { Store } from './store.ts'

/** Properties that are looked at at once. */
const AT_ONCE = 8
/** Milliseconds after which it is seen whether a host is free by now whose pause goes on. */
const PAUSE = 50

export type OnSeen = (seen: Seen) => void

/** What one process watches with, round after round. */
export interface Watch {
  config: WatchConfig
  store: Store
  turns: LocalTurns
  /** The hosts that a property was led to last, by its name. */
  led: Map<string, readonly string[]>
}

/** Looks at properties: hosts side by side, the pages of one host after one another with a pause between. */
export async function lookRound(
  watch: Watch,
  properties: readonly Property[],
  onSeen: OnSeen,
): Promise<void> {
  const waiting = [...properties]
  const running = new Set<Promise<void>>()
  const begin = (property: Property) => {
    const look = lookInTurn(property, watch, onSeen)
      .then((isDone) => void (isDone || waiting.push(property)))
      .finally(() => running.delete(look))
    running.add(look)
  }
  try {
    while (waiting.length > 0 || running.size > 0) {
      const next = running.size < AT_ONCE ? nextOf(waiting, watch) : null
      if (next !== null) begin(next)
      else await Promise.race([...running, ...(running.size < AT_ONCE ? [sleep(PAUSE)] : [])])
    }
  } finally {
    await Promise.allSettled(running)
  }
}

/** Takes the first property out of those that wait whose hosts are all free, and the hosts with it. */
function nextOf(waiting: Property[], { turns, led }: Watch): Property | null {
  const index = waiting.findIndex(({ name, url }) => turns.grab([hostOf(url), ...(led.get(name) ?? [])]))
  return index < 0 ? null : (waiting.splice(index, 1)[0] ?? null)
}

/** Looks at a property whose hosts were taken; false where it has to be looked at later. */
async function lookInTurn(property: Property, watch: Watch, onSeen: OnSeen): Promise<boolean> {
  const { config, store, turns, led } = watch
  const own = hostOf(property.url)
  const held = led.get(property.name) ?? []
  const visits = new Visits({ own, turns, held, longest: longestWait(config.confirmAfter), wait: sleep })
  try {
    const seen = await lookAtProperty(property, { config, store, visits, wait: sleep })
    if (seen !== null) onSeen(seen)
    return true
  } catch (error) {
    if (error instanceof HostBusy) return false
    throw error
  } finally {
    led.set(property.name, visits.led)
    await visits.leave()
    await turns.leave([own])
  }
}

const hostOf = (url: string): string => new URL(url).hostname
