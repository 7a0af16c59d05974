import type { Property } from '../config.ts'
import type { Write } from '../database/keep.ts'
import { type Lease, leaseHosts } from './hosts.ts'
import type { Check, Jobs } from './jobs.ts'

/** What is put off waits at least this long, so that nobody asks for it all the time. */
const SHORTEST_WAIT = 250

export interface Taken extends Lease {
  property: Property
}

export interface Taker {
  jobs: Jobs
  worker: string
  properties: ReadonlyMap<string, Property>
  /** Milliseconds between two requests to one host. */
  delay: number
}

/**
 * Takes checks whose hosts are free, with their hosts, in one transaction: a worker that is killed meanwhile has nothing.
 * The others are put off, so that none that could be done waits behind one that cannot. Null where none waited at all.
 */
export async function take(write: Write, taker: Taker, most: number): Promise<Taken[] | null> {
  const checks = await taker.jobs.take(write, most)
  if (checks.length === 0) return null
  const { wanted, rest, over } = await sorted(write, checks, taker)
  const leased = new Set((await leaseHosts(write, wanted)).map(({ host }) => host))
  const taken = wanted.filter(({ host }) => leased.has(host))
  const busy = wanted.filter(({ host }) => !leased.has(host))
  await taker.jobs.drop(write, over)
  await taker.jobs.putBack(write, queued([...busy, ...rest], taker.delay))
  return taken
}

/** The checks of one host come again one pause after the other. */
function queued(leases: readonly Lease[], delay: number): { check: Check; after: number }[] {
  const before = new Map<string, number>()
  return leases.map(({ check, host }) => {
    const rank = (before.get(host) ?? 0) + 1
    before.set(host, rank)
    return { check, after: SHORTEST_WAIT + rank * delay }
  })
}

/** One check for each host, the rest of them, and what needs no look: it was kept already, or nobody here knows it. */
async function sorted(write: Write, checks: readonly Check[], { properties, worker }: Taker) {
  const names = checks.map(({ property }) => property)
  const kept = await write
    .selectFrom('properties')
    .select(['name', 'looks'])
    .where('name', 'in', names)
    .execute()
  const looks = new Map(kept.map(({ name, looks }) => [name, looks]))
  const wanted = new Map<string, Taken>()
  const rest: Taken[] = []
  const over: Check[] = []
  for (const check of checks) {
    const property = properties.get(check.property)
    if (property === undefined || check.look <= (looks.get(check.property) ?? 0)) {
      over.push(check)
      continue
    }
    const host = new URL(property.url).hostname
    const lease = { check, host, worker, property }
    if (wanted.has(host)) rest.push(lease)
    else wanted.set(host, lease)
  }
  return { wanted: [...wanted.values()], rest, over }
}
