import { Feed } from 'feed'
import { findWaves, type Wave } from '../../engine/incident/wave.ts'
import { type Series, timeChart } from '../chart.ts'
import type { Database } from '../database/open.ts'
import { alteredAt, DAYS, type DayOfWaves, daysOfWaves, linesOf } from './over-time.ts'

const HOUR = 3_600_000
const COLOURS = ['#a3001b', '#1b5fa3', '#8a5300', '#3f6b1f']
const DASHES = ['', '6 3', '2 3', '8 2 2 2']

/** One site as everyone may know of it: nothing of what attackers wrote, and they can write paths as well. */
export interface PublicIncident {
  host: string
  state: 'suspect' | 'defaced' | 'restored'
  since: number
  restoredAt: number
  reporters: number
  campaign: string
  /** What the owner says, once the domain is proven; or empty. */
  answer: string
}

export interface Status {
  at: number
  incidents: PublicIncident[]
  waves: Wave[]
  days: DayOfWaves[]
}

export async function statusOf(database: Database, now: number): Promise<Status> {
  const rows = await database
    .selectFrom('cases')
    .select(['host', 'path', 'state', 'published_at', 'restored_at', 'reporters', 'campaign'])
    .where('published_at', '>', 0)
    .where((is) =>
      is.or([is('state', 'in', ['suspect', 'defaced']), is('restored_at', '>', now - DAYS * 24 * HOUR)]),
    )
    .orderBy('published_at', 'desc')
    .execute()
  const owners = await database
    .selectFrom('owners')
    .select(['domain', 'answer'])
    .where('proven_at', '>', 0)
    .where('answer', '!=', '')
    .execute()
  const answers = new Map(owners.map(({ domain, answer }) => [domain, answer]))
  const incidents = rows.map(
    (row): PublicIncident => ({
      host: row.host,
      state: row.state === 'defaced' || row.state === 'restored' ? row.state : 'suspect',
      since: row.published_at,
      restoredAt: row.restored_at,
      reporters: row.reporters,
      campaign: row.campaign,
      answer: answers.get(domainOf(row.host, answers) ?? '') ?? '',
    }),
  )
  const waves = findWaves(
    incidents.map(({ campaign, host, since }) => ({ campaign, host, at: since })),
    now,
  )
  return { at: now, incidents, waves, days: daysOfWaves(incidents, now) }
}

/** The domain, of those given, that a host belongs to. */
const domainOf = (host: string, domains: ReadonlyMap<string, unknown>): string | undefined =>
  host
    .split('.')
    .map((_, i, labels) => labels.slice(i).join('.'))
    .find((domain) => domains.has(domain))

/** Sites that were altered at each hour, and those of the largest waves. */
export function statusChart({ at, incidents }: Status): string {
  const hours = Array.from({ length: DAYS * 24 + 1 }, (_, i) => at - (DAYS * 24 - i) * HOUR)
  return timeChart(
    'Altered sites over the last days',
    linesOf(incidents).map(
      ({ name, incidents: some }, i): Series => ({
        name,
        colour: COLOURS[i % COLOURS.length] ?? '',
        dash: DASHES[i % DASHES.length] ?? '',
        points: hours.map((hour) => [hour, alteredAt(some, hour)] as const),
      }),
    ),
  )
}

/** The last incidents as Atom (RFC 4287). */
export function statusAtom({ at, incidents }: Status, base: string): string {
  const feed = new Feed({
    id: `${base}/`,
    title: 'Masthead: altered pages',
    copyright: '',
    updated: new Date(at),
    link: `${base}/`,
    feedLinks: { atom: `${base}/status.atom` },
  })
  for (const { host, state, since, restoredAt } of incidents.slice(0, 100))
    feed.addItem({
      id: `${base}/#${host}-${since}`,
      title: state === 'restored' ? `${host} is restored` : `${host} looks altered`,
      link: `${base}/`,
      date: new Date(restoredAt === 0 ? since : restoredAt),
    })
  return feed.atom1()
}
