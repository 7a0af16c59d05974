import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { HostBusy } from '../../../../src/cli/fetch/host-busy.ts'
import { LocalTurns } from '../../../../src/cli/watch/hosts/local-turns.ts'
import type { Turns } from '../../../../src/cli/watch/hosts/turns.ts'
import { Visits } from '../../../../src/cli/watch/hosts/visits.ts'
import { DatabaseTurns } from '../../../../src/cli/watch/worker/database-turns.ts'
import { takeOver } from '../../../../src/cli/watch/worker/hosts.ts'
import { putOff } from '../../../../src/cli/watch/worker/settle.ts'
import { leave } from '../../../../src/cli/watch/worker/workers.ts'
import { type Crew, clear, gatherCrew, namesOf } from '../setup/crew.ts'
import { impatient, openDatabase, type TestDatabase } from '../setup/database.ts'

const PAUSE = 300
/** When a pause is surely over: a timer may be early by a millisecond, as the clock counts them. */
const OVER = PAUSE + 20
const pages = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, `https://${name}.example/`]))

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

const turnsOf = (worker: string, property: string): Turns =>
  new DatabaseTurns(
    database.database,
    impatient,
    { check: { property, look: 1 }, host: `${property}.example`, also: [], worker },
    PAUSE,
  )

describe.each(['process', 'database'] as const)('the turns of a %s', (kind) => {
  /** Of two checks: on one machine, or of two workers. */
  const two = async (): Promise<[Turns, Turns]> => {
    const local = new LocalTurns(PAUSE)
    if (kind === 'process') return [local, local]
    return [turnsOf(await crew.join(), 'a'), turnsOf(await crew.join(), 'b')]
  }

  it('are one at a time, all hosts or none, with a pause after each', async () => {
    const [a, b] = await two()
    expect(await a.take(['x.example'])).toBe(true)
    expect(await b.take(['y.example', 'x.example'])).toBe(false)
    // Nothing of what could not be had as a whole is kept.
    expect(await a.take(['y.example'])).toBe(true)
    await a.leave(['x.example', 'y.example'])
    expect(await b.take(['x.example'])).toBe(false)
    await sleep(OVER)
    expect(await b.take(['y.example', 'x.example'])).toBe(true)
  })

  it('come first to who waits for them and could not come again', async () => {
    const [a, b] = await two()
    await a.take(['x.example'])
    expect(await b.insist(['x.example'])).toBe(false)
    await a.leave(['x.example'])
    await sleep(OVER)
    expect(await a.take(['x.example'])).toBe(false)
    expect(await b.insist(['x.example'])).toBe(true)
    // Who waited and gave up keeps nobody out for long.
    expect(await a.insist(['x.example'])).toBe(false)
    await b.leave(['x.example'])
    await sleep(2_100)
    expect(await b.take(['x.example'])).toBe(true)
  })
})

describe('the visits of a check', () => {
  const visits = (turns: Turns, own: string, longest = 0) =>
    new Visits({ own, turns, held: [], longest, wait: sleep })

  it('do not wait for one another at the first look, and not for ever at the second', async () => {
    const turns = new LocalTurns(0)
    turns.grab(['a.example'])
    turns.grab(['b.example'])
    const [a, b] = [visits(turns, 'a.example'), visits(turns, 'b.example', 300)]
    await expect(a.enter('b.example')).rejects.toThrow(HostBusy)
    expect(a.led).toEqual(['b.example'])
    await b.enter('x.example')
    await b.leave()
    turns.grab(['x.example'])
    await expect(b.again()).rejects.toThrow(HostBusy)
    await turns.leave(['x.example'])
    await b.again()
    expect(turns.grab(['x.example'])).toBe(false)
  })

  it('put a check off until its hosts are free together, its own and where it is led', async () => {
    const [one, two] = [await crew.join(), await crew.join()]
    const put = async (taken: Awaited<ReturnType<Crew['take']>>, led: string[]) => {
      for (const lease of taken ?? [])
        await crew.together((write) => putOff(write, crew.jobs, lease, { pause: 0, led }))
    }
    // Two that lead to each other.
    await crew.offer([{ property: 'a', look: 1 }])
    await put(await crew.take(one), ['b.example'])
    await crew.offer([{ property: 'b', look: 1 }])
    await put(await crew.take(two), ['a.example'])
    const soon = () => sql`update masthead_queue.job set start_after = now()`.execute(database.database)
    await soon()
    const first = (await crew.take(one)) ?? []
    expect(first).toHaveLength(1)
    await soon()
    expect(await crew.take(two)).toEqual([])
    for (const { host, also } of first) expect([host, ...also].sort()).toEqual(['a.example', 'b.example'])
  })

  it('leave the check of another alone when their worker is gone', async () => {
    const [dead, living] = [await crew.join(), await crew.join()]
    await crew.offer([{ property: 'a', look: 1 }])
    const turns = turnsOf(dead, 'a')
    await crew.take(dead)
    await turns.take(['x.example'])
    await leave(database.database, dead)
    // Somebody else has the row of the visit in hand while the check is taken over.
    await database.database.transaction().execute(async (write) => {
      await write.selectFrom('hosts').selectAll().where('host', '=', 'x.example').forUpdate().execute()
      expect(await crew.together((other) => takeOver(other, crew.jobs, 0))).toBe(1)
    })
    expect(namesOf(await crew.take(living))).toEqual(['a'])
    expect(await crew.together((write) => takeOver(write, crew.jobs, 0))).toBe(1)
    // The check is with the living worker, and with nobody a second time.
    expect(await crew.take(living)).toBeNull()
    expect(await turnsOf(living, 'a').take(['x.example'])).toBe(true)
  })
})
