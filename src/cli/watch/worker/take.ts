import type { Property } from '../config.ts'
import type { Write } from '../database/keep.ts'
import { hostsOf, type Lease, leaseHosts } from './hosts.ts'
import { type Check, type Jobs, SHORTEST_WAIT } from './jobs.ts'

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
  const taken = await leaseHosts(write, wanted)
  const busy = wanted.filter((one) => !taken.includes(one))
  await taker.jobs.drop(write, over)
  await taker.jobs.putBack(write, queued([...busy, ...rest], taker.delay))
  return taken
}

/** The checks of one host come again one pause after the other. */
function queued(leases: readonly Lease[], delay: number): { check: Check; after: number }[] {
  const before = new Map<string, number>()
  return leases.map((lease) => {
    const hosts = hostsOf(lease)
    const rank = Math.max(...hosts.map((host) => before.get(host) ?? 0)) + 1
    for (const host of hosts) before.set(host, rank)
    return { check: lease.check, after: SHORTEST_WAIT + rank * delay }
  })
}

/** Checks that have no host in common, the rest of them, and what needs no look: it was kept already, or nobody here knows it. */
async function sorted(write: Write, checks: readonly Check[], { properties, worker }: Taker) {
  const names = checks.map(({ property }) => property)
  const kept = await write
    .selectFrom('properties')
    .select(['name', 'looks', 'led_to'])
    .where('name', 'in', names)
    .execute()
  const known = new Map(kept.map((row) => [row.name, row]))
  const hosts = new Set<string>()
  const wanted: Taken[] = []
  const rest: Taken[] = []
  const over: Check[] = []
  for (const check of checks) {
    const property = properties.get(check.property)
    const { looks, led_to: led } = known.get(check.property) ?? { looks: 0, led_to: [] }
    if (property === undefined || check.look <= looks) {
      over.push(check)
      continue
    }
    const host = new URL(property.url).hostname
    const lease = { check, host, also: led.filter((one) => one !== host), worker, property }
    if (hostsOf(lease).some((one) => hosts.has(one))) {
      rest.push(lease)
      continue
    }
    wanted.push(lease)
    for (const one of hostsOf(lease)) hosts.add(one)
  }
  return { wanted, rest, over }
}
