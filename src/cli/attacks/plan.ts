import { parseAddress } from '../../engine/page/address.ts'
import type { ListedVisit } from '../evaluate/visit.ts'
import { groupBy } from '../group-by.ts'
import type { Random } from './random.ts'

/** One healthy visit that can be attacked, with what its reader saw of the site before and after. */
export interface Place {
  visit: ListedVisit
  before: readonly ListedVisit[]
  after: readonly ListedVisit[]
}

/** Visits to the very address that must have gone before, so that its template can be known. */
const SEEN_BEFORE = 3
/** What is kept of the past: this many visits to the address, and this many elsewhere on the site. */
const HISTORY = { same: 5, other: 3 }

/** Places to attack: each site once before any twice, on different addresses as far as there are. */
export function choosePlaces(visits: readonly ListedVisit[], count: number, random: Random): Place[] {
  const queues = random.shuffle([...groupBy(visits.filter(isHealthy), siteOf).values()]).map((site) =>
    mixAddresses(
      site.flatMap((visit, index) => toPlace(site, visit, index) ?? []),
      random,
    ),
  )
  const chosen: Place[] = []
  for (let round = 0; chosen.length < count; round++) {
    const some = queues.flatMap((queue) => queue.slice(round, round + 1))
    if (some.length === 0) break
    chosen.push(...(round === 0 ? some : byMostPlaces(some, queues, count - chosen.length)))
  }
  return chosen
}

const isHealthy = ({ label, session, status }: ListedVisit): boolean =>
  label === 'clean' && session !== null && status < 400

const siteOf = ({ session, url }: ListedVisit): string => `${session} ${parseAddress(url)?.host ?? ''}`

function toPlace(site: readonly ListedVisit[], visit: ListedVisit, index: number): Place | null {
  const past = site.slice(0, index)
  const same = past.filter(({ url }) => url === visit.url)
  if (same.length < SEEN_BEFORE) return null
  const kept = new Set([
    ...same.slice(-HISTORY.same),
    ...past.filter(({ url }) => url !== visit.url).slice(-HISTORY.other),
  ])
  const after = site.slice(index + 1).find(({ url }) => url === visit.url)
  return { visit, before: past.filter((one) => kept.has(one)), after: after === undefined ? [] : [after] }
}

/** One place of each address in turn, in an order of chance. */
function mixAddresses(places: readonly Place[], random: Random): Place[] {
  const byAddress = random.shuffle([...groupBy(random.shuffle(places), ({ visit }) => visit.url).values()])
  const most = Math.max(0, ...byAddress.map(({ length }) => length))
  return Array.from({ length: most }, (_, turn) =>
    byAddress.flatMap((some) => some.slice(turn, turn + 1)),
  ).flat()
}

/** Later rounds go to the sites of which most pages are known. */
function byMostPlaces(some: readonly Place[], queues: readonly Place[][], count: number): Place[] {
  const size = (place: Place) => queues.find((queue) => queue.includes(place))?.length ?? 0
  return [...some].sort((a, b) => size(b) - size(a)).slice(0, count)
}
