import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { LevelStore } from '../../../src/cli/watch/level-store.ts'
import { type Delivery, deliver } from '../../../src/cli/watch/outbox.ts'
import type { Alert } from '../../../src/cli/watch/records.ts'
import type { TargetConfig } from '../../../src/cli/watch/targets/config.ts'
import { makeAlert } from './setup/alert.ts'
import { close } from './setup/listen.ts'
import { openReceiver } from './setup/receiver.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 1)

let folder = ''
let store: LevelStore
let receiver: Awaited<ReturnType<typeof openReceiver>>
let targets: Map<string, TargetConfig>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-outbox-'))
  store = await LevelStore.open(join(folder, 'store'))
  receiver = await openReceiver()
  targets = new Map([['desk', { type: 'webhook', url: receiver.url, secret: 'a secret of the test' }]])
})
afterEach(async () => {
  await store.close()
  await close(receiver.server)
  rmSync(folder, { recursive: true, force: true })
})

const put = (alert: Alert) =>
  store.keep({
    property: { name: 'Home', record: { url: 'https://a.example/', lookedAt: 0, incident: null } },
    site: null,
    statement: null,
    keyCheck: null,
    incident: null,
    portrait: null,
    contacts: null,
    waiting: [{ target: 'desk', waiting: { alert, attempts: 0, nextAt: 0 } }],
  })

async function run(now: number): Promise<Delivery[]> {
  const deliveries: Delivery[] = []
  await deliver(
    store,
    targets,
    () => now,
    (one) => deliveries.push(one),
  )
  return deliveries
}

const received = () => receiver.received.map(({ headers }) => headers['masthead-alert'])

it('keeps everything over a day in which the target is down, and sends it in order', async () => {
  receiver.status = 503
  let now = START
  for (let number = 0; number < 30; number++) await put(makeAlert(String(number), now))
  for (; now < START + 24 * 60 * MINUTE; now += MINUTE)
    for (const delivery of await run(now))
      expect(delivery).toMatchObject({ alert: { id: '0' }, isKept: true })
  // A minute, two, four, eight, then every quarter of an hour.
  expect(received().length).toBeLessThan(105)
  receiver.received.length = 0
  receiver.status = 204
  // As after a new start of the program.
  await store.close()
  store = await LevelStore.open(join(folder, 'store'))
  await put(makeAlert('30', now))
  const sent = await run(now + 15 * MINUTE)
  expect(sent.every(({ error }) => error === null)).toBe(true)
  expect(received()).toEqual(Array.from({ length: 31 }, (_, number) => String(number)))
  expect(await run(now + 16 * MINUTE)).toEqual([])
})

it('keeps no more than a bounded number, and says why it gives up the rest', async () => {
  receiver.status = 500
  for (let number = 0; number < 1_002; number++) await put(makeAlert(String(number), START))
  const full = await run(START)
  expect(full.filter(({ isKept }) => !isKept)).toMatchObject(
    ['0', '1'].map((id) => ({
      alert: { id },
      error: '1000 newer alerts wait for the same target, and no more are kept.',
    })),
  )
  expect(full.filter(({ isKept }) => isKept)).toMatchObject([
    { alert: { id: '2' }, error: 'The webhook target did not take it: it answers 500.' },
  ])
})

it('gives up what its target did not take for more than a week, and goes on with the next', async () => {
  receiver.status = 500
  let now = START
  await put(makeAlert('a', now))
  await put(makeAlert('b', now))
  const given: Delivery[] = []
  for (; now <= START + 7 * 1_440 * MINUTE; now += 60 * MINUTE) given.push(...(await run(now)))
  expect(given.every(({ alert, isKept }) => alert.id === 'a' && isKept)).toBe(true)
  expect(await run(now)).toMatchObject([
    {
      alert: { id: 'a' },
      error: 'It waited for more than a week and was tried at least 100 times.',
      isKept: false,
    },
    { alert: { id: 'b' }, isKept: true },
  ])
})

it('gives up nothing because the clock jumped ahead', async () => {
  receiver.status = 500
  for (const id of ['a', 'b', 'c']) await put(makeAlert(id, START))
  await run(START)
  expect(await run(START + 8 * 1_440 * MINUTE)).toMatchObject([{ alert: { id: 'a' }, isKept: true }])
  receiver.status = 204
  receiver.received.length = 0
  await run(START + 9 * 1_440 * MINUTE)
  expect(received()).toEqual(['a', 'b', 'c'])
})

it('does not wait for a time that is far off since the clock was set back', async () => {
  receiver.status = 503
  await put(makeAlert('a', START))
  await run(START)
  receiver.status = 204
  expect(await run(START + MINUTE - 1)).toEqual([])
  expect(await run(START - 15 * MINUTE)).toMatchObject([{ alert: { id: 'a' }, error: null }])
})

it('does not let one target wait for another', async () => {
  targets.set('chat', { type: 'slack', url: 'http://127.0.0.1:9/' })
  await put(makeAlert('a', START))
  expect(await run(START)).toMatchObject([{ target: 'desk', error: null }])
})
