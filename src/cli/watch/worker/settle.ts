import { sql } from 'kysely'
import type { Write } from '../database/keep.ts'
import { type Lease, releaseHost } from './hosts.ts'
import type { Jobs } from './jobs.ts'

/**
 * Counts a look, in the transaction that keeps what it found; false where the same look was kept before, by one who was
 * taken for dead. Either way the check is done and its host is free after a pause.
 */
export async function settle(write: Write, jobs: Jobs, lease: Lease, pause: number): Promise<boolean> {
  const { property, look } = lease.check
  const counted = await write
    .insertInto('properties')
    .values({ name: property, looks: look, looked_on: sql`now()` })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ looks: look, looked_on: sql`now()` })
        .where('properties.looks', '<', look),
    )
    .returning('name')
    .execute()
  await jobs.drop(write, [lease.check])
  await releaseHost(write, lease, pause)
  return counted.length === 1
}

/** Gives a check back undone. */
export async function giveBack(write: Write, jobs: Jobs, lease: Lease, pause: number): Promise<void> {
  await jobs.putBack(write, [{ check: lease.check, after: 0 }])
  await releaseHost(write, lease, pause)
}
