import { sql } from 'kysely'
import { wasSetBack } from '../database/clock.ts'
import type { Write } from '../database/keep.ts'
import type { Database } from '../database/open.ts'
import { AWAITED_FOR } from '../hosts/turns.ts'
import { type Check, idOf, type Jobs, visitOf } from './jobs.ts'
import { isAtWork } from './workers.ts'

/** A check that one worker has, and the host that it has with it. */
export interface Lease {
  check: Check
  host: string
  /** The hosts beside its own that the check is led to, as far as that is known. */
  also: readonly string[]
  worker: string
}

/** A host that is taken for one purpose. */
export interface Hold {
  host: string
  worker: string
  job: string
}

/** Takes the hosts of each of some checks, all of them or none; gives the leases that came about. */
export async function leaseHosts<T extends Lease>(write: Write, wanted: readonly T[]): Promise<T[]> {
  const held = await holdHosts(write, wanted.flatMap(holdsOf), true)
  const [whole, part] = [wanted.filter(isWhole), wanted.filter((lease) => !isWhole(lease))]
  await letGo(
    write,
    part.flatMap(hostsOf).filter((host) => held.has(host)),
  )
  return whole

  function isWhole(lease: Lease): boolean {
    return hostsOf(lease).every((host) => held.has(host))
  }
}

export const hostsOf = ({ host, also }: Lease): string[] => [host, ...also]

const holdsOf = ({ host, also, worker, check }: Lease): Hold[] => [
  { host, worker, job: idOf(check) },
  ...also.map((other) => ({ host: other, worker, job: visitOf(check) })),
]

/**
 * Takes hosts that nobody looks at and whose pause is over; gives those that were to be had. The database's clock counts,
 * since no two machines have the same.
 */
export async function holdHosts(
  write: Write,
  holds: readonly Hold[],
  /** Whether those are left out that somebody waits for. */
  isPatient: boolean,
): Promise<Set<string>> {
  if (holds.length === 0) return new Set()
  // In one order everywhere: who waits for a row of another then never has one that the other waits for.
  const rows = holds.toSorted((a, b) => (a.host < b.host ? -1 : 1))
  const leased = await write
    .insertInto('hosts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('host')
        .doUpdateSet(({ ref }) => ({ worker: ref('excluded.worker'), job: ref('excluded.job') }))
        .where((where) =>
          where.and([
            where.or([
              where('hosts.free_on', '<=', sql<Date>`now()`),
              wasSetBack(where.ref('hosts.free_on')),
            ]),
            ...(isPatient
              ? [
                  where.or([
                    where('hosts.awaited_on', '<', after(-AWAITED_FOR)),
                    wasSetBack(where.ref('hosts.awaited_on')),
                  ]),
                ]
              : []),
            where.or([where('hosts.worker', 'is', null), where.not(isAtWork(sql.ref('hosts.worker')))]),
          ]),
        ),
    )
    .returning('host')
    .execute()
  return new Set(leased.map(({ host }) => host))
}

/** Gives back hosts that were taken in the same transaction and not asked. */
export async function letGo(write: Write, hosts: readonly string[]): Promise<void> {
  if (hosts.length > 0)
    await write.updateTable('hosts').set({ worker: null, job: null }).where('host', 'in', hosts).execute()
}

/** Says that somebody waits for a host who comes before new checks. */
export async function markAwaited(write: Database, host: string): Promise<void> {
  await write.updateTable('hosts').set({ awaited_on: sql`now()` }).where('host', '=', host).execute()
}

/** Lets the next look at a host begin after a pause; a host that somebody else has by now stays theirs. */
export async function releaseHost(
  write: Database,
  { host, worker, job }: Hold,
  pause: number,
): Promise<void> {
  await write
    .updateTable('hosts')
    .set({ worker: null, job: null, free_on: after(pause) })
    .where('host', '=', host)
    .where('worker', '=', worker)
    .where('job', '=', job)
    .execute()
}

/** Gives up what workers had that are gone: their hosts are free after a pause, their checks are there for others. */
export async function takeOver(write: Write, jobs: Jobs, pause: number): Promise<number> {
  const left = await write
    .selectFrom('hosts')
    .select(['host', 'job'])
    .where('worker', 'is not', null)
    .where((where) => where.not(isAtWork(sql.ref('hosts.worker'))))
    .forUpdate()
    .skipLocked()
    .execute()
  if (left.length === 0) return 0
  await write
    .updateTable('hosts')
    .set({ worker: null, job: null, free_on: after(pause) })
    .where(
      'host',
      'in',
      left.map(({ host }) => host),
    )
    .execute()
  await jobs.retry(
    write,
    left.flatMap(({ job }) => (job === null ? [] : [job])),
  )
  return left.length
}

const after = (pause: number) => sql<Date>`now() + ${`${pause} milliseconds`}::interval`
