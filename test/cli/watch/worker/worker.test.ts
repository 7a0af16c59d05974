import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Farm, hostOf } from '../../../../src/cli/bench/watch-farm/farm.ts'
import { runRound } from '../../../../src/cli/bench/watch-farm/workers.ts'
import { MASTHEAD } from '../../setup/masthead.ts'
import { openDatabase, type TestDatabase } from '../setup/database.ts'
import { makePack, writePack } from '../setup/patterns.ts'
import { ended, start, watchOnce, writeConfig } from '../setup/run.ts'

const HOSTS = 30
const PAGES = 2
/** Milliseconds between two requests to one host; a timer may be early by a few. */
const DELAY = 500
const EARLY = 50
const ALTERED = [3, 11]

const WORKERS = { workers: 3, program: MASTHEAD }

let folder = ''
let database: TestDatabase
let farm: Farm
let port = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-workers-'))
  database = await openDatabase()
})
beforeEach(async () => {
  farm = new Farm(HOSTS, 0)
  port = await farm.listen()
  return () => farm.close()
})
afterAll(async () => {
  await database.remove()
  rmSync(folder, { recursive: true, force: true })
})

const configure = (prefix: string, hosts: number, pages: number, more: object = {}) =>
  writeConfig(folder, {
    store: database.cluster.url,
    properties: Array.from({ length: hosts * pages }, (_, index) => ({
      name: `${prefix}-${index}`,
      url: `http://${hostOf(index % hosts)}:${port}/page-${Math.floor(index / hosts)}`,
    })),
    alerts: { desk: { type: 'webhook', url: `http://127.0.0.1:${port}/`, secret: 'a secret of the test' } },
    ...more,
  })

/** How many looks were kept of each property. */
const looks = async (prefix: string) => {
  const rows = await database.database
    .selectFrom('properties')
    .select('looks')
    .where('name', 'like', `${prefix}-%`)
    .execute()
  return rows.map((row) => row.looks)
}
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

it('shares rounds among three processes and loses and doubles nothing when one is killed', async () => {
  const file = configure('farm', HOSTS, PAGES, { 'delay-seconds': DELAY / 1_000 })
  const polite = () => {
    expect(farm.seen.overlaps).toBe(0)
    expect(farm.seen.shortestPause).toBeGreaterThan(DELAY - EARLY)
  }
  farm.begin([])
  const learning = await runRound(file, WORKERS, async () => {})
  expect(learning).toMatchObject({ statuses: [0, 0, 0], unchecked: 0, errors: '' })
  expect(await looks('farm')).toEqual(times(HOSTS * PAGES, 1))
  expect(farm.seen.requests).toEqual(times(HOSTS, PAGES))
  polite()

  farm.begin(ALTERED)
  const killed = await runRound(file, WORKERS, async ([victim]) => {
    farm.onPage = (count) => {
      if (count === 20) victim?.kill('SIGKILL')
    }
  })
  expect(killed).toMatchObject({ statuses: [null, 1, 1], unchecked: 0, errors: '' })
  expect(await looks('farm')).toEqual(times(HOSTS * PAGES, 2))
  polite()

  farm.begin([])
  const restored = await runRound(file, WORKERS, async () => {})
  expect(restored).toMatchObject({ statuses: [0, 0, 0], unchecked: 0, errors: '' })
  const pages = Array.from({ length: HOSTS * PAGES }, (_, index) => index).filter((index) =>
    ALTERED.includes(index % HOSTS),
  )
  // Who was killed between sending and crossing off sends again with the same id.
  const told = [...new Map(farm.alerts.map(({ id, what }) => [id, what])).values()]
  expect(told.sort()).toEqual(
    pages.flatMap((index) => [`farm-${index} opened`, `farm-${index} restored`]).sort(),
  )
})

it('waits while the database is down, says so once, and goes on', async () => {
  const file = configure('outage', HOSTS, 1)
  farm.begin([])
  const worker = start(file, '--once', '--worker')
  const end = ended(worker)
  let errors = ''
  worker.stderr?.on('data', (text: string) => {
    errors += text
  })
  await expect.poll(() => farm.seen.count, { timeout: 60_000 }).toBeGreaterThan(2)
  await database.cluster.crash()
  await expect.poll(() => errors, { timeout: 60_000 }).toContain('does not answer')
  await database.cluster.start()
  const { status, err } = await end
  expect(status).toBe(0)
  expect(err).toMatch(
    /^The database does not answer \(.+\); nothing is lost, the watch waits for it\.\nThe database answers again; the watch goes on\.\n$/,
  )
  expect(await looks('outage')).toEqual(times(HOSTS, 1))
})

it('gives back what it has in hand when it is told to end', async () => {
  const file = configure('stop', 1, 1, { 'confirm-after-seconds': 600 })
  farm.begin([0])
  const worker = start(file, '--worker')
  const end = ended(worker)
  await expect.poll(() => farm.seen.count, { timeout: 60_000 }).toBe(1)
  worker.kill('SIGTERM')
  expect(await end).toEqual({ status: 0, out: '', err: '' })
  // The next one need not wait until somebody is taken for dead.
  configure('stop', 1, 1)
  expect(await watchOnce(file, '--worker')).toMatchObject({
    status: 1,
    out: expect.stringMatching(/^stop-0: defaced since /),
    err: '',
  })
  expect(await looks('stop')).toEqual([1])
})

it('looks for wordings of one’s own', async () => {
  writePack(folder, 'own.json', makePack({}, { phrases: ['Courrier du Matin'] }))
  farm.begin([])
  const points = async (prefix: string, more: object) => {
    const run = await watchOnce(configure(prefix, 1, 1, more), '--worker', '--json')
    const seen: { points: number } = JSON.parse(run.out)
    return seen.points
  }
  const own = await points('wordings', { patterns: ['own.json'] })
  expect(own).toBeGreaterThan((await points('no-wordings', {})) + 1)
})

it('says what is wrong with its store', async () => {
  const here = writeConfig(folder, { properties: [{ name: 'A', url: 'http://127.0.0.1:9/' }] })
  expect(await watchOnce(here, '--worker')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^Workers share a database, and the store of .+ is a folder; set "store" /),
  })
  const shared = configure('alone', 1, 1)
  expect(await watchOnce(shared)).toMatchObject({ status: 2, err: expect.stringContaining('add --worker') })
  const nowhere = configure('nobody', 1, 1, { store: `${database.cluster.url}-that-is-not-there` })
  expect(await watchOnce(nowhere, '--worker')).toMatchObject({
    status: 3,
    err: expect.stringMatching(/^The database cannot be used \(.+ does not exist\); look at /),
  })
})
