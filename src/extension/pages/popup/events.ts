import type { HostHistory, PastVisit } from '../../messages.ts'
import { dayNumber } from '../day-number.ts'

/** Something that happened on a host, as a line of its timeline. */
export type HostEvent =
  | { kind: 'began' | 'restored' | 'forgotten'; at: number; url: string }
  | { kind: 'visits'; at: number; shown: PastVisit['shown']; visits: number }

/** What happened on a host, the latest first; visits of one day that came to the same verdict are one line. */
export function eventsOf({ visits, incidents }: HostHistory): HostEvent[] {
  const events: HostEvent[] = incidents.flatMap(
    ({ url, firstSeen, restoredAt, isForgotten }): HostEvent[] => [
      { kind: 'began', at: firstSeen, url },
      ...(restoredAt === null
        ? []
        : [{ kind: isForgotten ? ('forgotten' as const) : ('restored' as const), at: restoredAt, url }]),
    ],
  )
  const lines = new Map<string, HostEvent & { kind: 'visits' }>()
  for (const { at, shown } of visits) {
    const key = `${dayNumber(at)} ${shown}`
    const line = lines.get(key)
    if (line === undefined) lines.set(key, { kind: 'visits', at, shown, visits: 1 })
    else lines.set(key, { ...line, at: Math.max(line.at, at), visits: line.visits + 1 })
  }
  return [...events, ...lines.values()].sort((a, b) => b.at - a.at)
}
