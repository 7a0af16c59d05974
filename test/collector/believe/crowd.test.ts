import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCases } from '../../../src/collector/believe/cases.ts'
import { rule } from '../../../src/collector/believe/moderate.ts'
import { gatherContent } from '../../../src/collector/publish/content.ts'
import { Mint } from '../../../src/collector/simulate/mint.ts'
import { queueOf } from '../../../src/collector/site/queue.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { caseOf, type TestCollector, testCollector } from '../setup/collector.ts'
import { FakeWeb } from '../setup/pages.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const HOUR = 3_600_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-crowd-'))
const web = new FakeWeb()
let cluster: Cluster
/** One that opens no pages itself, so that the crowd alone counts, and one that does. */
let blind: TestCollector
let seeing: TestCollector
let mint: Mint

beforeAll(async () => {
  cluster = await startCluster()
  blind = await testCollector({ dataDir, databaseUrl: cluster.url })
  seeing = await testCollector({ dataDir, databaseUrl: cluster.url, fetchPage: web.fetchPage })
  mint = new Mint(blind.database, blind.tools.tokens)
}, 240_000)
afterAll(async () => {
  await blind.stop()
  await seeing.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

interface Sending {
  kind?: 'defaced' | 'healthy'
  /** Class of the tokens: 0 is fresh. */
  standing?: number
  /** Where they come from: how many neighbourhoods, in how many networks, the first of which have these numbers. */
  count: number
  networks?: number
  first?: number
  block?: number
}

async function send(collector: TestCollector, host: string, given: Sending): Promise<void> {
  const { kind = 'defaced', standing = 0, count, networks = count, first = 0, block = 0 } = given
  for (let i = 0; i < count; i++) {
    const address = `30.${first + (i % networks)}.${block + Math.floor(i / networks)}.1`
    const report = reportOn(host, collector.clock.now, { kind })
    const answer = await new Reader(collector.app, address).post('/v1/reports', {
      token: await mint.token(standing),
      report,
    })
    expect(answer.statusCode).toBe(201)
  }
}

const feedOf = async ({ database, clock }: TestCollector) =>
  (await gatherContent(database, clock.now)).incidents.map(({ host, state }) => `${host} ${state}`)
const placeOf = async ({ database }: TestCollector, host: string) =>
  (await queueOf(database)).findIndex((one) => one.host === host)

describe('sybils against a newspaper', () => {
  test('with fresh tokens out of three networks publish nothing, one after another or all at once', async () => {
    const host = 'www.journal-1.example'
    for (let i = 0; i < 12; i++) {
      await send(blind, host, { count: 1, first: i % 3, block: i })
      await blind.believe()
    }
    expect(await caseOf(blind, host)).toMatchObject({ state: 'held', reporters: 12, newcomers: 12 })
    await send(blind, host, { count: 45, networks: 3, block: 20 })
    // One of them was right once.
    await send(blind, host, { count: 1, standing: 1, first: 2, block: 50 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({
      state: 'held',
      why: 'it looks like a campaign: 57 newcomers within an hour',
      published_at: 0,
      reporters: 58,
      networks: 3,
    })
    expect(await feedOf(blind)).toEqual([])
  })

  test('out of many networks at once are a flood, and the breaker stays open after it', async () => {
    const host = 'www.journal-2.example'
    await send(blind, host, { count: 30 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'held', burst: 30, burst_networks: 30 })
    blind.clock.now += 3 * HOUR
    await send(blind, host, { count: 3, first: 40 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'held', published_at: 0, burst: 3 })
  })

  test('are told to the moderators as what they are where the collector sees nothing', async () => {
    const host = 'www.journal-3.example'
    web.sites.set(host, { page: 'newsroom-home-day-1', hosting: 'aa' })
    await send(seeing, host, { count: 20, networks: 4 })
    await seeing.believe()
    const found = await caseOf(seeing, host)
    expect(found).toMatchObject({ state: 'held', published_at: 0 })
    expect(found.why).toBe('it looks like a campaign: 20 newcomers within an hour')
  })

  test('do not stop what the collector sees itself', async () => {
    const host = 'www.hit.example'
    web.sites.set(host, { page: 'defaced-2015-french', hosting: 'bb' })
    await send(seeing, host, { count: 20, networks: 2 })
    await seeing.believe()
    expect(await caseOf(seeing, host)).toMatchObject({ state: 'suspect', contested: false })
  })

  test('have to be more than the false reports of other days', async () => {
    const host = 'www.journal-4.example'
    const past = { path: '/', opened_at: blind.clock.now - 48 * HOUR, last_report_at: 0, state: 'expired' }
    // An incident that was published and faded away was no false report.
    const incident = { ...past, published_at: past.opened_at }
    const earlier = [
      { host, reporters: 112, ...past, published_at: 0 },
      { host, reporters: 500, ...incident },
    ]
    await blind.database.insertInto('cases').values(earlier).execute()
    await send(blind, host, { count: 7 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'open', usual: 4 })
  })
})

describe('who sees nothing wrong in what is published', () => {
  const publish = async (host: string) => {
    await send(blind, host, { count: 3, standing: 1 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'suspect' })
    blind.clock.now += HOUR
  }

  test('and was right before takes it out of the feed, together with others, and people look at it', async () => {
    const host = 'www.well-again.example'
    await publish(host)
    await send(blind, host, { kind: 'healthy', standing: 1, count: 2, first: 60 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'suspect', denials: 2 })
    await send(blind, host, { kind: 'healthy', standing: 1, count: 1, first: 70 })
    await blind.believe()
    const found = await caseOf(blind, host)
    expect(found).toMatchObject({ state: 'held', proven_denials: 3, denial_networks: 3 })
    expect(found.why).toMatch(/see nothing wrong/)
    expect(await feedOf(blind)).not.toContain(`${host} suspect`)
    expect(await placeOf(blind, host)).toBeGreaterThanOrEqual(0)
    // A moderator who sees it altered puts it back, and what was said before counts no more.
    await rule(
      blind.database,
      { id: found.id, moderator: 'ann', decision: 'defaced', reason: 'I see it' },
      { now: blind.clock.now, looks: false },
    )
    expect(await caseOf(blind, host)).toMatchObject({ state: 'suspect', denials: 0, withdrawn_at: 0 })
    expect(await feedOf(blind)).toContain(`${host} suspect`)
  })

  test('is not believed for what was said before it was published', async () => {
    const host = 'www.before.example'
    await send(blind, host, { kind: 'healthy', standing: 1, count: 3, first: 60 })
    blind.clock.now += 1
    await send(blind, host, { count: 8, standing: 2 })
    await blind.believe()
    await send(blind, host, { count: 8, standing: 2, first: 100 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'suspect', denials: 0, weight_against: 6 })
  })

  test('brings a liar with fresh tokens no further than the moderators, however many they are', async () => {
    const host = 'www.truly-hit.example'
    await publish(host)
    await send(blind, host, { kind: 'healthy', count: 60, networks: 20, first: 60 })
    await blind.believe()
    const found = await caseOf(blind, host)
    expect(found).toMatchObject({ state: 'suspect', contested: true, denials: 60 })
    expect(found.why).toBe('still so, but 60 readers see nothing wrong')
    await publish('www.uncontested.example')
    expect(await placeOf(blind, host)).toBeLessThan(await placeOf(blind, 'www.uncontested.example'))
  })

  test('takes back nothing that a moderator confirmed: the case goes to the queue', async () => {
    const host = 'www.confirmed.example'
    await publish(host)
    const { id } = await caseOf(blind, host)
    const yes = { id, moderator: 'ann', decision: 'defaced', reason: 'I see it' } as const
    await rule(blind.database, yes, { now: blind.clock.now, looks: false })
    await send(blind, host, { kind: 'healthy', standing: 2, count: 12, first: 60 })
    await blind.believe()
    expect(await caseOf(blind, host)).toMatchObject({ state: 'suspect', contested: true, proven_denials: 12 })
    expect(await feedOf(blind)).toContain(`${host} suspect`)
  })

  test('does not keep it alive: only who sees it altered does', async () => {
    const host = 'www.forgotten.example'
    await publish(host)
    for (let day = 0; day < 4; day++) {
      blind.clock.now += 24 * HOUR
      await send(blind, host, { kind: 'healthy', count: 1, first: 60 + day })
    }
    await blind.believe()
    await decideCases(blind.database, { now: blind.clock.now, looks: false })
    expect(await caseOf(blind, host)).toMatchObject({ state: 'expired' })
  })
})

test('a counter-vote earns a better token where a moderator agreed, and not because every case ends', async () => {
  const reader = new Reader(blind.app, '40.1.1.1')
  const exchange = async (host: string, state: 'restored' | 'rejected') => {
    const report = reportOn(host, blind.clock.now, { kind: 'healthy' })
    const { receipt } = (await reader.post('/v1/reports', { token: await mint.token(0), report })).json()
    await send(blind, host, { count: 1 })
    await blind.believe()
    await blind.database.updateTable('cases').set({ state }).where('host', '=', host).execute()
    const key = (await blind.tools.tokens.keys())[1]?.key
    const blinded = `${'0'.repeat(511)}2`
    return (await reader.post(`/v1/reports/${report.id}/token`, { receipt, key, blinded })).statusCode
  }
  expect(await exchange('www.ended.example', 'restored')).toBe(409)
  expect(await exchange('www.wrong.example', 'rejected')).toBe(200)
})
