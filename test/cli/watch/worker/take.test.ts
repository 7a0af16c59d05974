import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { takeOver } from '../../../../src/cli/watch/worker/hosts.ts'
import { giveBack, settle } from '../../../../src/cli/watch/worker/settle.ts'
import { buryDead, leave } from '../../../../src/cli/watch/worker/workers.ts'
import { type Crew, clear, gatherCrew, namesOf } from '../setup/crew.ts'
import { openDatabase, type TestDatabase } from '../setup/database.ts'

/** The longest pause that there is. */
const PAUSE = 600_000
const many = Array.from({ length: 60 }, (_, index) => `many-${index}`)
const pages = {
  ...Object.fromEntries(many.map((name) => [name, `https://${name}.example/`])),
  ...Object.fromEntries(['x', 'y', 'z'].map((name) => [name, `https://shared.example/${name}`])),
}

let database: TestDatabase
let crew: Crew
beforeAll(async () => {
  database = await openDatabase()
  crew = await gatherCrew(database, pages)
}, 60_000)
afterAll(async () => {
  await crew.jobs.close()
  await database.remove()
})
afterEach(() => clear(database))

const check = (property: string, look = 1) => ({ property, look })
/** Lets all pauses be over, of hosts and of checks that were put off. */
async function laterOn(): Promise<void> {
  await database.database.updateTable('hosts').set({ free_on: sql`now()` }).execute()
  await sql`update masthead_queue.job set start_after = now() where state < 'active'`.execute(
    database.database,
  )
}

it('gives a look to one worker, however often it is offered and whoever asks', async () => {
  const workers = await Promise.all(Array.from({ length: 3 }, crew.join))
  const checks = many.map((name) => check(name))
  await Promise.all([crew.offer(checks), crew.offer(checks.toReversed()), crew.offer(checks)])
  const taken: string[] = []
  await Promise.all(
    workers.map(async (worker) => {
      for (let mine = await crew.take(worker, 7); mine !== null; mine = await crew.take(worker, 7))
        taken.push(...namesOf(mine))
    }),
  )
  expect(taken.sort()).toEqual(many.toSorted())
  // What somebody has is not offered to others either.
  await crew.offer(checks)
  expect(await crew.take(workers[0] ?? '')).toBeNull()
})

it('lets one worker at a time at a host, and nobody before the pause is over', async () => {
  const [a, b] = [await crew.join(), await crew.join()]
  await crew.offer([check('x'), check('y'), check('z')])
  const [first] = (await crew.take(a)) ?? []
  if (first === undefined) throw new Error('Nothing was taken.')
  await laterOn()
  expect(await crew.take(b)).toEqual([])
  expect(await crew.together((write) => settle(write, crew.jobs, first, { pause: PAUSE, led: [] }))).toBe(
    true,
  )
  await sql`update masthead_queue.job set start_after = now()`.execute(database.database)
  expect(await crew.take(b)).toEqual([])
  await laterOn()
  const second = namesOf(await crew.take(b))
  expect(second).toHaveLength(1)
  expect(second).not.toEqual([first.check.property])
})

it('does not let what cannot be done stand before what can', async () => {
  const [a, b] = [await crew.join(), await crew.join()]
  await crew.offer([check('x')])
  await crew.take(a)
  await crew.offer([check('y'), check('z')])
  await crew.offer([check('many-1')])
  // The first two are older, and put off.
  expect(await crew.take(b, 2)).toEqual([])
  expect(namesOf(await crew.take(b, 2))).toEqual(['many-1'])
})

it('drops what was looked at already, and what nobody here watches', async () => {
  const worker = await crew.join()
  await crew.offer([check('x', 3), check('elsewhere')])
  await database.database.insertInto('properties').values({ name: 'x', looks: 3 }).execute()
  expect(await crew.take(worker)).toEqual([])
  await laterOn()
  expect(await crew.take(worker)).toBeNull()
  await crew.offer([check('x', 4)])
  expect(namesOf(await crew.take(worker))).toEqual(['x'])
})

it('gives what a dead worker had to another, and counts the look of whoever is first', async () => {
  const [a, b] = [await crew.join(), await crew.join()]
  await crew.offer([check('many-1'), check('x')])
  const had = (await crew.take(a)) ?? []
  expect(namesOf(had)).toEqual(['many-1', 'x'])
  // Who gives signs of life keeps what they have.
  expect(await buryDead(database.database)).toBe(0)
  expect(await crew.together((write) => takeOver(write, crew.jobs, 0))).toBe(0)

  await database.database
    .updateTable('workers')
    .set({ seen_on: sql`now() - interval '16 seconds'` })
    .where('id', '=', a)
    .execute()
  expect(await buryDead(database.database)).toBe(1)
  expect(await crew.together((write) => takeOver(write, crew.jobs, 0))).toBe(2)
  const taken = (await crew.take(b)) ?? []
  expect(namesOf(taken)).toEqual(['many-1', 'x'])

  // It was only slow: of each look one counts, and what the other has in hand stays theirs.
  const [slow] = had.filter((one) => one.check.property === 'x')
  const [quick] = taken.filter((one) => one.check.property === 'x')
  if (slow === undefined || quick === undefined) throw new Error('Nothing was taken.')
  expect(await crew.together((write) => settle(write, crew.jobs, slow, { pause: 0, led: [] }))).toBe(true)
  const hosts = await database.database
    .selectFrom('hosts')
    .selectAll()
    .where('host', '=', quick.host)
    .execute()
  expect(hosts).toMatchObject([{ worker: b }])
  expect(await crew.together((write) => settle(write, crew.jobs, quick, { pause: 0, led: [] }))).toBe(false)
  const rows = await database.database.selectFrom('properties').select(['name', 'looks']).execute()
  expect(rows).toEqual([{ name: 'x', looks: 1 }])
})

it('takes nobody for dead because the clock was set back, nor for living for ever', async () => {
  const [a, b] = [await crew.join(), await crew.join()]
  const seen = (id: string, when: ReturnType<typeof sql<Date>>) =>
    database.database.updateTable('workers').set({ seen_on: when }).where('id', '=', id).execute()
  await seen(a, sql<Date>`now() + interval '1 day'`)
  expect(await buryDead(database.database)).toBe(0)
  const { late } = await database.database
    .selectFrom('workers')
    .select(sql<boolean>`seen_on > now()`.as('late'))
    .where('id', '=', a)
    .executeTakeFirstOrThrow()
  expect(late).toBe(false)
  await seen(b, sql<Date>`now() - interval '16 seconds'`)
  expect(await buryDead(database.database)).toBe(1)
})

it('gives back what it cannot finish, for others to take at once', async () => {
  const [a, b] = [await crew.join(), await crew.join()]
  await crew.offer([check('x')])
  const [mine] = (await crew.take(a)) ?? []
  if (mine === undefined) throw new Error('Nothing was taken.')
  await crew.together((write) => giveBack(write, crew.jobs, mine, 0))
  await leave(database.database, a)
  expect(namesOf(await crew.take(b))).toEqual(['x'])
})
