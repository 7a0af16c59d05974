import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Farm, hostOf } from '../../../../src/cli/bench/watch-farm/farm.ts'
import { runRound } from '../../../../src/cli/bench/watch-farm/workers.ts'
import { MASTHEAD } from '../../setup/masthead.ts'
import { openDatabase, type TestDatabase } from '../setup/database.ts'
import { watchOnce, writeConfig } from '../setup/run.ts'

/** Sites that all lead to one, which is watched itself, too. */
const LED = Array.from({ length: 10 }, (_, index) => index)
const SHARED = LED.length
/** Milliseconds between two requests to one host; a timer may be early by a few. */
const DELAY = 300
const EARLY = 50
/** Milliseconds that a page takes. */
const LATENCY = 40

const WORKERS = { workers: 3, program: MASTHEAD }

let folder = ''
let database: TestDatabase
let farm: Farm
let port = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-led-'))
  database = await openDatabase()
}, 60_000)
beforeEach(async () => {
  farm = new Farm(SHARED + 1, LATENCY)
  farm.lead(LED, SHARED)
  port = await farm.listen()
  return () => farm.close()
})
afterAll(async () => {
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

const configure = (prefix: string, store: string) =>
  writeConfig(folder, {
    store,
    'delay-seconds': DELAY / 1_000,
    'confirm-after-seconds': 1,
    properties: [...LED, SHARED].map((site) => ({
      name: `${prefix}-${site}`,
      url: `http://${hostOf(site)}:${port}/page`,
    })),
    alerts: { desk: { type: 'webhook', url: `http://127.0.0.1:${port}/`, secret: 'a secret of the test' } },
  })

/** No host was asked twice at once, nor without a pause: least of all the one that all lead to. */
function expectPolite(): void {
  expect(farm.seen.requests[SHARED]).toBeGreaterThan(LED.length)
  expect(farm.seen.overlaps).toBe(0)
  expect(farm.seen.shortestPause).toBeGreaterThan(DELAY - EARLY)
}
const told = () => [...new Map(farm.alerts.map(({ id, what }) => [id, what])).values()].sort()
const opened = (prefix: string) => [...LED, SHARED].map((site) => `${prefix}-${site} opened`).sort()
/** How many looks were kept of each property. */
const looks = async () => {
  const rows = await database.database.selectFrom('properties').select('looks').execute()
  return rows.map((row) => row.looks)
}

it('keeps the pause at a host that the pages of all workers lead to, over a kill, and loses nothing', async () => {
  const file = configure('all', database.cluster.url)
  farm.begin([])
  const first = await runRound(file, WORKERS, async () => {})
  expect(first).toMatchObject({ statuses: [3, 3, 3], unchecked: LED.length, errors: '' })
  expect(new Set(await looks())).toEqual(new Set([1]))
  expectPolite()

  // Where each is led is known by now: nobody is asked in vain.
  farm.begin([])
  await runRound(file, WORKERS, async () => {})
  expect(farm.seen.requests).toEqual([...LED.map(() => 1), LED.length + 1])
  expectPolite()

  farm.begin([SHARED])
  const killed = await runRound(file, WORKERS, async ([victim]) => {
    farm.onPage = (count) => {
      if (count === 12) victim?.kill('SIGKILL')
    }
  })
  expect(killed).toMatchObject({ statuses: [null, 1, 1], unchecked: 0, errors: '' })
  expect(new Set(await looks())).toEqual(new Set([3]))
  expect([...killed.kept.values()].every((count) => count === 1)).toBe(true)
  expectPolite()
  expect(told()).toEqual(opened('all'))
})

it('keeps it on one machine as well', async () => {
  const file = configure('one', 'store')
  farm.begin([])
  expect(await watchOnce(file)).toMatchObject({ status: 3, err: '' })
  expectPolite()

  farm.begin([SHARED])
  expect(await watchOnce(file)).toMatchObject({ status: 1, err: '' })
  expectPolite()
  expect(told()).toEqual(opened('one'))
})
