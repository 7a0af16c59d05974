import { sql } from 'kysely'
import type { Write } from '../database/keep.ts'
import { type Check, idOf, type Jobs } from './jobs.ts'
import { isAtWork } from './workers.ts'

/** A check that one worker has, and the host that it has with it. */
export interface Lease {
  check: Check
  host: string
  worker: string
}

/**
 * Takes hosts that nobody looks at and whose pause is over, each for one check; gives the leases that came about. The
 * database's clock counts, since no two machines have the same.
 */
export async function leaseHosts(write: Write, wanted: readonly Lease[]): Promise<Lease[]> {
  if (wanted.length === 0) return []
  // In one order everywhere: who waits for a row of another then never has one that the other waits for.
  const rows = wanted
    .map(({ host, worker, check }) => ({ host, worker, job: idOf(check) }))
    .sort((a, b) => (a.host < b.host ? -1 : 1))
  const leased = await write
    .insertInto('hosts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('host')
        .doUpdateSet(({ ref }) => ({ worker: ref('excluded.worker'), job: ref('excluded.job') }))
        .where((where) =>
          where.and([
            where('hosts.free_on', '<=', sql<Date>`now()`),
            where.or([where('hosts.worker', 'is', null), where.not(isAtWork(sql.ref('hosts.worker')))]),
          ]),
        ),
    )
    .returning('host')
    .execute()
  const hosts = new Set(leased.map(({ host }) => host))
  return wanted.filter(({ host }) => hosts.has(host))
}

/** Lets the next look at a host begin after a pause; a host that somebody else has by now stays theirs. */
export async function releaseHost(
  write: Write,
  { host, worker, check }: Lease,
  pause: number,
): Promise<void> {
  await write
    .updateTable('hosts')
    .set({ worker: null, job: null, free_on: after(pause) })
    .where('host', '=', host)
    .where('worker', '=', worker)
    .where('job', '=', idOf(check))
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
