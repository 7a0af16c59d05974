import { ByteReader, ByteWriter } from './bytes.ts'
import { turnHost } from './host-key.ts'
import { type Result, refuse } from './result.ts'
import { isKey, type Table } from './table.ts'

export const FEED_STATES = ['suspect', 'defaced', 'restored'] as const
export type FeedState = (typeof FEED_STATES)[number]

/** What everyone may know of one address: that it looks altered, since when, and what it has in common with others. */
export interface FeedIncident {
  host: string
  /** From the first slash, without query and fragment. */
  path: string
  state: FeedState
  /** Milliseconds since the epoch, whole minutes. */
  firstSeen: number
  lastSeen: number
  /** 0 where it goes on. */
  restoredAt: number
  /** Name of the campaign, or empty. */
  campaign: string
}

const MINUTE = 60_000
/** Minutes are counted from 2026 on. */
const ZERO = Date.UTC(2026, 0, 1)
const MINUTES_BOUND = 2 ** 32
export const CAMPAIGN_BOUND = 16

export const incidentKey = ({ host, path }: Pick<FeedIncident, 'host' | 'path'>): string =>
  `${turnHost(host)}${path}`

export function incidentsTable(incidents: readonly FeedIncident[]): Map<string, Uint8Array> {
  return new Map(incidents.map((incident) => [incidentKey(incident), encode(incident)]))
}

export function readIncidents(table: Table): Result<FeedIncident[]> {
  const incidents: FeedIncident[] = []
  for (const [key, value] of table) {
    const incident = decode(key, value)
    if (incident === null)
      return refuse(`The incident "${key}" holds what no incident can; fetch the list anew.`)
    incidents.push(incident)
  }
  return { ok: true, value: incidents }
}

const minutes = (time: number): number => Math.max(0, Math.floor((time - ZERO) / MINUTE))

function encode({ host, path, state, firstSeen, lastSeen, restoredAt, campaign }: FeedIncident): Uint8Array {
  if (!isKey(incidentKey({ host, path })))
    throw new Error(`"${host}${path}" cannot be published; it is no address.`)
  const writer = new ByteWriter()
  writer.count(FEED_STATES.indexOf(state))
  const first = minutes(firstSeen)
  writer.count(first)
  writer.count(Math.max(0, minutes(lastSeen) - first))
  if (state === 'restored') writer.count(Math.max(0, minutes(restoredAt) - first))
  writer.text(campaign.slice(0, CAMPAIGN_BOUND))
  return writer.finish()
}

function decode(key: string, value: Uint8Array): FeedIncident | null {
  const slash = key.indexOf('/')
  const reader = new ByteReader(value)
  const state = FEED_STATES[reader.count(FEED_STATES.length - 1)]
  const first = reader.count(MINUTES_BOUND)
  const last = first + reader.count(MINUTES_BOUND)
  const restored = state === 'restored' ? first + reader.count(MINUTES_BOUND) : null
  const campaign = reader.text(CAMPAIGN_BOUND)
  if (slash < 1 || state === undefined || reader.isBroken || !reader.isAtEnd) return null
  return {
    host: turnHost(key.slice(0, slash)),
    path: key.slice(slash),
    state,
    firstSeen: ZERO + first * MINUTE,
    lastSeen: ZERO + last * MINUTE,
    restoredAt: restored === null ? 0 : ZERO + restored * MINUTE,
    campaign,
  }
}
