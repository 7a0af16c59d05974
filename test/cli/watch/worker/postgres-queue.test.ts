import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Delivery, deliver } from '../../../../src/cli/watch/outbox.ts'
import type { TargetConfig } from '../../../../src/cli/watch/targets/config.ts'
import { PostgresQueue } from '../../../../src/cli/watch/worker/postgres-queue.ts'
import { leave } from '../../../../src/cli/watch/worker/workers.ts'
import { makeAlert } from '../setup/alert.ts'
import { type Crew, gatherCrew } from '../setup/crew.ts'
import { impatient, openDatabase, type TestDatabase, unstopped } from '../setup/database.ts'
import { close } from '../setup/listen.ts'
import { openReceiver } from '../setup/receiver.ts'

let database: TestDatabase
let crew: Crew
let receiver: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  database = await openDatabase()
  crew = await gatherCrew(database, { Home: 'https://www.example.org/' })
  receiver = await openReceiver()
}, 60_000)
afterAll(async () => {
  await crew.jobs.close()
  await close(receiver.server)
  await database.remove()
})

it('lets one worker at a time send to a target: each alert once, and in order', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => String(index))
  for (const id of ids) {
    const record = JSON.stringify({ alert: makeAlert(id, Date.now()), attempts: 0, nextAt: 0 })
    await database.database.insertInto('alerts').values({ target: 'desk', record }).execute()
  }
  const targets = new Map<string, TargetConfig>([
    ['desk', { type: 'webhook', url: receiver.url, secret: 'a secret of the test' }],
  ])
  const workers = await Promise.all(Array.from({ length: 3 }, crew.join))
  const deliveries: Delivery[] = []
  const had = await Promise.all(
    workers.map((worker) =>
      deliver(new PostgresQueue(database.database, impatient, worker, unstopped), targets, Date.now, (one) =>
        deliveries.push(one),
      ),
    ),
  )
  expect(had).toContain(true)
  expect(had).toContain(false)
  expect(receiver.received.map(({ headers }) => headers['masthead-alert'])).toEqual(ids)
  expect(deliveries.every(({ error }) => error === null)).toBe(true)
})

it('takes over from a worker that is gone, and from nobody else', async () => {
  const [a, b] = [await crew.join(), await crew.join()]
  const queueOf = (worker: string) => new PostgresQueue(database.database, impatient, worker, unstopped)
  expect(await queueOf(a).claim('chat')).toBe(true)
  expect(await queueOf(a).claim('chat')).toBe(true)
  expect(await queueOf(b).claim('chat')).toBe(false)
  await queueOf(b).release('chat')
  expect(await queueOf(b).claim('chat')).toBe(false)
  await leave(database.database, a)
  expect(await queueOf(b).claim('chat')).toBe(true)
  await queueOf(b).release('chat')
})

it('claims nothing more once it is to stop', async () => {
  const worker = await crew.join()
  const stop = new AbortController()
  const queue = new PostgresQueue(database.database, impatient, worker, stop.signal)
  expect(await queue.claim('mail')).toBe(true)
  stop.abort()
  expect(await queue.claim('mail')).toBe(false)
})
