import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Round } from '../../../../src/cli/watch/worker/round.ts'
import { Schedule } from '../../../../src/cli/watch/worker/schedule.ts'
import { settle } from '../../../../src/cli/watch/worker/settle.ts'
import { type Crew, gatherCrew, namesOf } from '../setup/crew.ts'
import { openDatabase, type TestDatabase } from '../setup/database.ts'

const NAMES = ['a', 'b', 'c', 'd']
const NOW = Date.UTC(2026, 0, 1)

let database: TestDatabase
let crew: Crew
let worker = ''
beforeAll(async () => {
  database = await openDatabase()
  crew = await gatherCrew(
    database,
    Object.fromEntries(NAMES.map((name) => [name, `https://${name}.example/`])),
  )
  worker = await crew.join()
}, 60_000)
afterAll(async () => {
  await crew.jobs.close()
  await database.remove()
})
beforeEach(async () => {
  for (const table of ['properties', 'hosts'] as const) await database.database.deleteFrom(table).execute()
  await sql`delete from masthead_queue.job`.execute(database.database)
  await nextTurn()
  await database.database.updateTable('schedule').set({ round_on: sql`'-infinity'` }).execute()
})

const nextTurn = () =>
  database.database.updateTable('schedule').set({ scheduled_on: sql`'-infinity'` }).execute()

/** Looks at all that waits; gives what that was. */
async function lookAtAll(): Promise<string[]> {
  const taken = (await crew.take(worker)) ?? []
  for (const one of taken)
    await crew.together((write) => settle(write, crew.jobs, one, { pause: 0, led: [] }))
  return namesOf(taken)
}

it('offers what is due, by whoever comes first, and nothing before it is due again', async () => {
  const schedules = Array.from({ length: 3 }, () => new Schedule(crew.config.properties, 0))
  const offerDue = () =>
    Promise.all(schedules.map((one) => crew.together((write) => one.offerDue(write, crew.jobs, NOW))))
  await offerDue()
  await nextTurn()
  await offerDue()
  expect(await lookAtAll()).toEqual(NAMES)
  await nextTurn()
  await offerDue()
  expect(await lookAtAll()).toEqual([])

  const hour = sql<Date>`now() - interval '1 hour'`
  await database.database.updateTable('properties').set({ looked_on: hour }).where('name', '=', 'c').execute()
  await nextTurn()
  await offerDue()
  expect(await lookAtAll()).toEqual(['c'])
})

it('offers again, some time later, what the queue has lost', async () => {
  const schedule = new Schedule(crew.config.properties, 0)
  await crew.together((write) => schedule.offerDue(write, crew.jobs, NOW))
  await sql`delete from masthead_queue.job`.execute(database.database)
  await nextTurn()
  await crew.together((write) => schedule.offerDue(write, crew.jobs, NOW + 3_600_000))
  expect(await lookAtAll()).toEqual(NAMES)
})

it('goes on where the clock of the database was set back', async () => {
  const { database: tables } = database
  await crew.together((write) => new Schedule(crew.config.properties, 0).offerDue(write, crew.jobs, NOW))
  expect(await lookAtAll()).toEqual(NAMES)
  const ahead = sql<Date>`now() + interval '1 day'`
  await tables.updateTable('properties').set({ looked_on: ahead }).execute()
  await tables.updateTable('hosts').set({ free_on: ahead, awaited_on: ahead }).execute()
  await tables.updateTable('schedule').set({ scheduled_on: ahead, round_on: ahead }).execute()
  await crew.together((write) => new Schedule(crew.config.properties, 0).offerDue(write, crew.jobs, NOW))
  expect(await lookAtAll()).toEqual(NAMES)

  const round = new Round(crew.config.properties, new Schedule(crew.config.properties, 0))
  await crew.together((write) => round.begin(write, crew.jobs, 1_000))
  expect(await crew.together((write) => round.isOver(write, crew.jobs))).toBe(false)
  expect(await lookAtAll()).toEqual(NAMES)
})

it('has one round for all that were started for it', async () => {
  const rounds = Array.from(
    { length: 3 },
    () => new Round(crew.config.properties, new Schedule(crew.config.properties, 0)),
  )
  const [one, two, three] = rounds
  if (one === undefined || two === undefined || three === undefined) throw new Error('There are no rounds.')
  const isOver = (round: Round) => crew.together((write) => round.isOver(write, crew.jobs))
  await Promise.all([one, two].map((round) => crew.together((write) => round.begin(write, crew.jobs, 1_000))))
  expect(await isOver(one)).toBe(false)
  expect(await lookAtAll()).toEqual(NAMES)
  expect(await isOver(two)).toBe(true)
  // One that was started before the round began, and was slow.
  await crew.together((write) => three.begin(write, crew.jobs, 60_000))
  expect(await isOver(three)).toBe(true)
  // One that was started after it.
  await crew.together((write) => three.begin(write, crew.jobs, 0))
  expect(await isOver(three)).toBe(false)
  // What the queue has lost is looked at all the same.
  await sql`delete from masthead_queue.job`.execute(database.database)
  await nextTurn()
  expect(await isOver(three)).toBe(false)
  expect(await lookAtAll()).toEqual(NAMES)
  expect(await isOver(three)).toBe(true)
})
