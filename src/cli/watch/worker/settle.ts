import { sql } from 'kysely'
import type { Write } from '../database/keep.ts'
import { type Hold, type Lease, releaseHost } from './hosts.ts'
import { idOf, type Jobs, SHORTEST_WAIT } from './jobs.ts'

/**
 * Counts a look, in the transaction that keeps what it found; false where the same look was kept before, by one who was
 * taken for dead. Either way the check is done and its host is free after a pause.
 */
export async function settle(
  write: Write,
  jobs: Jobs,
  lease: Lease,
  { pause, led }: { pause: number; led: readonly string[] },
): Promise<boolean> {
  const { property, look } = lease.check
  const row = { looks: look, looked_on: sql<Date>`now()`, led_to: [...led] }
  const counted = await write
    .insertInto('properties')
    .values({ name: property, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row).where('properties.looks', '<', look))
    .returning('name')
    .execute()
  await jobs.drop(write, [lease.check])
  await releaseHost(write, ownOf(lease), pause)
  return counted.length === 1
}

/** Gives a check back undone. */
export async function giveBack(write: Write, jobs: Jobs, lease: Lease, pause: number): Promise<void> {
  await jobs.putBack(write, [{ check: lease.check, after: 0 }])
  await releaseHost(write, ownOf(lease), pause)
}

/** Puts a check off that was led to a host that others ask: it comes again when all of its hosts are free. */
export async function putOff(
  write: Write,
  jobs: Jobs,
  lease: Lease,
  { pause, led }: { pause: number; led: readonly string[] },
): Promise<void> {
  const { check } = lease
  const led_to = [...led]
  await write
    .insertInto('properties')
    .values({ name: check.property, led_to })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ led_to }))
    .execute()
  await jobs.putBack(write, [{ check, after: SHORTEST_WAIT + pause }])
  await releaseHost(write, ownOf(lease), pause)
}

const ownOf = ({ host, worker, check }: Lease): Hold => ({ host, worker, job: idOf(check) })
