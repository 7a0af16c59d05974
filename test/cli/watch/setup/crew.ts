import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Property, readConfig } from '../../../../src/cli/watch/config.ts'
import type { Write } from '../../../../src/cli/watch/database/keep.ts'
import { type Check, Jobs } from '../../../../src/cli/watch/worker/jobs.ts'
import { type Taken, take } from '../../../../src/cli/watch/worker/take.ts'
import { beat } from '../../../../src/cli/watch/worker/workers.ts'
import type { TestDatabase } from './database.ts'
import { writeConfig } from './run.ts'

/** What workers do, one step at a time, with pages that nobody fetches. */
export async function gatherCrew({ database, pool }: TestDatabase, pages: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-crew-'))
  const config = readConfig(
    writeConfig(folder, { properties: Object.entries(pages).map(([name, url]) => ({ name, url })) }),
  )
  rmSync(folder, { recursive: true })
  const jobs = await Jobs.open({ database, pool }, config)
  const properties = new Map<string, Property>(config.properties.map((one) => [one.name, one]))
  const together = <T>(work: (write: Write) => Promise<T>) => database.transaction().execute(work)
  return {
    config,
    jobs,
    together,
    async join(): Promise<string> {
      const id = randomUUID()
      await beat(database, id)
      return id
    },
    offer: (checks: Check[]) =>
      together((write) =>
        jobs.offer(
          write,
          checks.map((check) => ({ check, after: 0 })),
        ),
      ),
    take: (worker: string, most = 100): Promise<Taken[] | null> =>
      together((write) => take(write, { jobs, worker, properties, delay: 0 }, most)),
  }
}

/** Leaves nothing of one test to the next. */
export async function clear({ database }: TestDatabase): Promise<void> {
  for (const table of ['properties', 'hosts', 'workers'] as const) await database.deleteFrom(table).execute()
  await sql`delete from masthead_queue.job`.execute(database)
}

export type Crew = Awaited<ReturnType<typeof gatherCrew>>

export const namesOf = (taken: readonly Taken[] | null): string[] =>
  (taken ?? []).map(({ check }) => check.property).sort()
