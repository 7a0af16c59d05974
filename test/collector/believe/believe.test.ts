import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideCases } from '../../../src/collector/believe/cases.ts'
import { liftRule, rule, suspendRule } from '../../../src/collector/believe/moderate.ts'
import { caseFile } from '../../../src/collector/site/case.ts'
import { casePage } from '../../../src/collector/site/moderation-pages.tsx'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { caseOf, START, type TestCollector, testCollector } from '../setup/collector.ts'
import { FakeWeb } from '../setup/pages.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const MINUTE = 60_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-collector-'))
const web = new FakeWeb()
let cluster: Cluster
let collector: TestCollector

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({ dataDir, databaseUrl: cluster.url, fetchPage: web.fetchPage })
}, 240_000)
afterAll(async () => {
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Readers of as many different providers. */
const reader = (i: number) => new Reader(collector.app, `20.${i % 250}.1.1`)
async function report(host: string, count: number, kind: 'defaced' | 'healthy' = 'defaced', from = 0) {
  const sent = []
  for (let i = 0; i < count; i++) {
    const report = reportOn(host, collector.clock.now, { kind })
    const answer = await reader(from + i).report(report)
    sent.push({ id: report.id, receipt: String(answer.json().receipt), reader: reader(from + i) })
  }
  await collector.believe()
  return sent
}

describe('what readers report', () => {
  test('is published once the collector sees it, and every reporter learns that', async () => {
    web.sites.set('www.hit.example', { page: 'defaced-2015-french', hosting: 'aa' })
    const [first] = await report('www.hit.example', 1)
    expect(await caseOf(collector, 'www.hit.example')).toMatchObject({
      state: 'suspect',
      published_at: START,
    })
    await report('www.hit.example', 2, 'defaced', 10)
    const outcome = await first?.reader.outcome(first.id, first.receipt)
    expect(outcome?.json()).toEqual({ outcome: 'confirmed', others: 2 })
  })

  test('is not published where the page is well, however many liars there are', async () => {
    web.sites.set('www.target.example', { page: 'newsroom-home-day-1', hosting: 'bb' })
    const [liar] = await report('www.target.example', 12, 'defaced', 100)
    expect(await caseOf(collector, 'www.target.example')).toMatchObject({ state: 'held', published_at: 0 })
    expect((await liar?.reader.outcome(liar.id, liar.receipt))?.json()).toMatchObject({ outcome: 'waiting' })
  })

  test('counts a neighbourhood once, and a healthy vote against', async () => {
    for (let i = 0; i < 4; i++) {
      const same = new Reader(collector.app, `21.5.7.${i}`)
      await same.report(reportOn('www.same.example', START))
    }
    await report('www.same.example', 1, 'healthy', 60)
    expect(await caseOf(collector, 'www.same.example')).toMatchObject({
      reporters: 1,
      networks: 1,
      weight_for: 1,
      weight_against: 1,
    })
  })

  test('is held while a host is down, which is told by its other sites', async () => {
    for (let i = 0; i < 6; i++) {
      web.sites.set(`www.down${i}.example`, { page: 'outage-cdn-503', hosting: 'cc' })
      await report(`www.down${i}.example`, 1, 'defaced', 30 + i)
    }
    for (let i = 0; i < 6; i++)
      expect(await caseOf(collector, `www.down${i}.example`)).toMatchObject({
        state: 'held',
        published_at: 0,
      })
  })

  test('ends when the page is well again', async () => {
    web.sites.set('www.hit.example', { page: 'newsroom-home-day-1', hosting: 'aa' })
    collector.clock.now += 31 * MINUTE
    await collector.believe()
    expect(await caseOf(collector, 'www.hit.example')).toMatchObject({
      state: 'restored',
      restored_at: collector.clock.now,
    })
  })

  test('comes to nothing when nobody sees it any more', async () => {
    collector.clock.now += 80 * 60 * MINUTE
    await decideCases(collector.database, { now: collector.clock.now, looks: true })
    expect(await caseOf(collector, 'www.target.example')).toMatchObject({ state: 'expired' })
  })
})

test('a suspended rule does not count where the collector looks itself', async () => {
  const reasons = async (host: string) => {
    web.sites.set(host, { page: 'defaced-2015-french', hosting: host })
    await report(host, 1, 'defaced', 220)
    const { looks } = await caseFile(collector.database, (await caseOf(collector, host)).id)
    return looks.flatMap(({ found }) => found.reasons.map((reason) => reason.replace(/ .*/, '')))
  }
  const [rule = '', ...others] = await reasons('www.before.example')
  const { database, clock } = collector
  await suspendRule(database, { rule, moderator: 'ann', reason: 'It is wrong', now: clock.now })
  const after = await reasons('www.after.example')
  for (const moderator of ['ann', 'bob'])
    await liftRule(database, { rule, moderator, reason: 'It is mended', now: clock.now })
  expect(after).not.toContain(rule)
  expect(after).toEqual(expect.arrayContaining(others))
})

test('pages that hang hold up neither counting nor deciding', async () => {
  web.sites.set('www.waiting.example', { page: 'newsroom-home-day-1', hosting: 'waiting' })
  await report('www.waiting.example', 1, 'defaced', 200)
  await reader(210).report(reportOn('www.hanging.example', collector.clock.now))
  let answer = () => {}
  web.wait = new Promise((resolve) => {
    answer = resolve
  })
  await collector.count()
  const looking = collector.look()
  try {
    for (let i = 211; i < 216; i++)
      await reader(i).report(reportOn('www.waiting.example', collector.clock.now))
    await collector.count()
    expect(web.opened.at(-1)).toBe('https://www.hanging.example/')
    expect(await caseOf(collector, 'www.waiting.example')).toMatchObject({
      state: 'held',
      reporters: 6,
      why: 'the collector sees nothing wrong',
    })
    expect(await caseOf(collector, 'www.hanging.example')).toMatchObject({ look: '', reporters: 1 })
  } finally {
    answer()
    web.wait = null
    await looking
  }
  // What was seen in the end is decided by, with no report in between.
  expect(await caseOf(collector, 'www.hanging.example')).toMatchObject({ look: 'failed', state: 'held' })
})

describe('a moderator', () => {
  const yes = (id: number, moderator: string) =>
    rule(
      collector.database,
      { id, moderator, decision: 'defaced', reason: 'seen it' },
      { now: collector.clock.now, looks: true },
    )

  test('who says yes before anybody else can know is heard once three readers say so', async () => {
    await report('www.early.example', 1, 'defaced', 70)
    const { id } = await caseOf(collector, 'www.early.example')
    for (const moderator of ['ann', 'bob']) await yes(id, moderator)
    expect(await caseOf(collector, 'www.early.example')).toMatchObject({ state: 'held', published_at: 0 })
    expect(casePage(await caseFile(collector.database, id))).toContain('the yes of a moderator is kept')
    await report('www.early.example', 2, 'defaced', 71)
    expect(await caseOf(collector, 'www.early.example')).toMatchObject({ state: 'defaced', id })
  })

  test('who overrules what the collector saw is not undone by that look, but by the next', async () => {
    web.sites.set('www.cloaked.example', { page: 'newsroom-home-day-1', hosting: 'ff' })
    await report('www.cloaked.example', 3, 'defaced', 75)
    const { id } = await caseOf(collector, 'www.cloaked.example')
    for (const moderator of ['ann', 'bob']) await yes(id, moderator)
    await collector.believe()
    await decideCases(collector.database, { now: collector.clock.now, looks: true })
    expect(await caseOf(collector, 'www.cloaked.example')).toMatchObject({ state: 'defaced' })
    collector.clock.now += 31 * MINUTE
    await collector.believe()
    expect(await caseOf(collector, 'www.cloaked.example')).toMatchObject({ state: 'restored' })
  })
})

describe('whoever was right', () => {
  test('gets a better token, once, and counts more', async () => {
    web.sites.set('www.second.example', { page: 'defaced-turkish', hosting: 'dd' })
    const [right] = await report('www.second.example', 1, 'defaced', 200)
    if (right === undefined) throw new Error('nothing was sent')
    const exchange = (blinded: string, key: string) =>
      right.reader.post(`/v1/reports/${right.id}/token`, { receipt: right.receipt, key, blinded })
    let presentKey = ''
    const token = await right.reader.unblinded(1, async (blinded, key) => {
      presentKey = key
      // The first answer is lost on its way: asked again, it is the same.
      const lost = (await exchange(blinded, key)).json()
      const again = (await exchange(blinded, key)).json()
      expect(again).toEqual(lost)
      return again
    })
    expect((await exchange('0'.repeat(512), presentKey)).statusCode).toBe(409)
    const next = await right.reader.post('/v1/reports', {
      token,
      report: reportOn('www.third.example', collector.clock.now),
    })
    expect(next.statusCode).toBe(201)
    await collector.believe()
    expect(await caseOf(collector, 'www.third.example')).toMatchObject({ weight_for: 2, newcomers: 0 })
  })

  test('cannot choose a class, nor a key of the past', async () => {
    web.sites.set('www.skip.example', { page: 'defaced-turkish', hosting: 'dd' })
    const [right] = await report('www.skip.example', 1, 'defaced', 205)
    if (right === undefined) throw new Error('nothing was sent')
    const { keys } = (await right.reader.get('/v1/tokens/keys')).json()
    const [present] = keys[0].key.split('-')
    for (const key of [
      `${present}-0`,
      `${present}-2`,
      `${Number(present) - 2}-1`,
      `${Number(present) + 1}-1`,
    ]) {
      const answer = await right.reader.post(`/v1/reports/${right.id}/token`, {
        receipt: right.receipt,
        key,
        blinded: '0'.repeat(512),
      })
      expect([answer.statusCode, answer.json().error]).toEqual([409, expect.stringMatching(/present one/)])
    }
  })

  test('gets one for each case, however often one network said it', async () => {
    const host = 'www.repeated.example'
    web.sites.set(host, { page: 'defaced-turkish', hosting: 'dd' })
    const sent = []
    for (let i = 0; i < 6; i++) {
      const one = new Reader(collector.app, `20.215.1.${i}`)
      const { id, ...rest } = reportOn(host, collector.clock.now)
      const { receipt } = (await one.report({ id, ...rest })).json()
      sent.push({ id, receipt, reader: one })
    }
    const [other] = await report(host, 1, 'defaced', 216)
    if (other === undefined) throw new Error('nothing was sent')
    const { keys } = (await other.reader.get('/v1/tokens/keys')).json()
    const exchange = async ({ id, receipt, reader }: typeof other) =>
      (
        await reader.post(`/v1/reports/${id}/token`, {
          receipt,
          key: keys[1].key,
          blinded: `${'0'.repeat(511)}2`,
        })
      ).statusCode
    const answers = await Promise.all(sent.map(exchange))
    expect(answers.toSorted()).toEqual([200, 409, 409, 409, 409, 409])
    expect(await exchange(other)).toBe(200)
    // Asked again, each hears the same.
    expect(await Promise.all(sent.map(exchange))).toEqual(answers)
  })

  test('does not who says again what can be read in the feed already', async () => {
    const host = 'www.copied.example'
    web.sites.set(host, { page: 'defaced-turkish', hosting: 'dd' })
    await report(host, 1, 'defaced', 206)
    expect(await caseOf(collector, host)).toMatchObject({ state: 'suspect' })
    collector.clock.now += MINUTE
    const [copycat] = await report(host, 1, 'defaced', 207)
    const { keys } = (await copycat?.reader.get('/v1/tokens/keys'))?.json() ?? {}
    const answer = await copycat?.reader.post(`/v1/reports/${copycat.id}/token`, {
      receipt: copycat.receipt,
      key: keys[1].key,
      blinded: '0'.repeat(512),
    })
    expect(answer?.json().error).toMatch(/no token for it/)
  })

  test('and nobody else does', async () => {
    web.sites.set('www.fourth.example', { page: 'newsroom-home-day-2', hosting: 'ee' })
    const [wrong] = await report('www.fourth.example', 1, 'defaced', 210)
    const answer = await wrong?.reader.post(`/v1/reports/${wrong.id}/token`, {
      receipt: wrong.receipt,
      key: '1-1',
      blinded: '0'.repeat(512),
    })
    expect(answer?.statusCode).toBe(409)
  })
})

test('pages of one make are one campaign, and others are another', async () => {
  for (const [i, page] of ['defaced-2015-english', 'defaced-2015-english', 'defaced-turkish'].entries()) {
    web.sites.set(`www.wave${i}.example`, { page, hosting: '' })
    await report(`www.wave${i}.example`, 1, 'defaced', 220 + i)
  }
  const [a, b, c] = await Promise.all([0, 1, 2].map((i) => caseOf(collector, `www.wave${i}.example`)))
  expect(a?.campaign).toMatch(/^c\d+$/)
  expect(b?.campaign).toBe(a?.campaign)
  expect(c?.campaign).not.toBe(a?.campaign)
})
