import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '../../../../src/extension/background/database/open.ts'
import type { Token } from '../../../../src/extension/background/database/schema.ts'
import { toRecord } from '../../../../src/extension/background/database/sites.ts'
import {
  blindExchange,
  exchangeReport,
  fetchOutcome,
  fetchTokens,
  sendReport,
  sendSignature,
} from '../../../../src/extension/background/reports/collector.ts'
import {
  letGo,
  type Post,
  sendWaiting,
  tendOutbox,
} from '../../../../src/extension/background/reports/outbox.ts'
import { ownReports } from '../../../../src/extension/background/reports/report.ts'
import { previewShare, shareSite } from '../../../../src/extension/background/reports/share.ts'
import { type Cluster, startCluster } from '../../../../src/postgres/cluster.ts'
import { START, type TestCollector, testCollector } from '../../../collector/setup/collector.ts'
import { FakeWeb } from '../../../collector/setup/pages.ts'
import { Reader, reportOn } from '../../../collector/setup/reader.ts'
import { fullSite } from '../../../engine/signature/full-site.ts'

// No browser stands behind these: nothing is set by a policy.
vi.mock('webextension-polyfill', () => ({ default: {} }))

const dataDir = mkdtempSync(join(tmpdir(), 'masthead-outbox-'))
const web = new FakeWeb()
let cluster: Cluster
let collector: TestCollector
let post: Post
let address: string

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({ dataDir, databaseUrl: cluster.url, fetchPage: web.fetchPage })
  address = await collector.app.listen({ port: 0, host: '127.0.0.1' })
  post = {
    fetchTokens: (count) => fetchTokens(count, address),
    sendReport: (report, token) => sendReport(report, token, address),
    fetchOutcome: (id, receipt) => fetchOutcome(id, receipt, address),
    blindExchange: (standing) => blindExchange(standing, address),
    exchangeReport: (report, blinding) => exchangeReport(report, blinding, address),
  }
}, 240_000)
afterAll(async () => {
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
})

/** The usual time, but for the token that is then had beforehand. */
const ask = (change: Partial<Post> = {}) =>
  tendOutbox({ ...post, ...change, fetchTokens: async () => [] }, START)
const kept = async () => (await openDatabase()).getAll('reports')
const arrived = (id: string) =>
  collector.database.selectFrom('reports').selectAll().where('id', '=', id).execute()
const offline = async () => {
  throw new TypeError('Failed to fetch')
}

test('a report waits while the reader is offline, and goes out once', async () => {
  const report = reportOn('www.offline.example', START)
  await letGo(report, START)
  await expect(sendWaiting({ ...post, fetchTokens: offline })).rejects.toThrow('Failed to fetch')
  expect(await kept()).toMatchObject([{ receipt: '', refused: '' }])
  // The browser was closed and opened in between.
  await closeDatabase()
  await sendWaiting(post)
  await sendWaiting(post)
  expect(await kept()).toMatchObject([
    { receipt: expect.stringMatching(/^[0-9a-f]{32}$/), outcome: 'waiting' },
  ])
  expect(await arrived(report.id)).toHaveLength(1)
})

test('a report whose receipt was lost is sent again, and is the same report', async () => {
  const report = reportOn('www.lost.example', START)
  await letGo(report, START)
  const loses = vi.fn(async (...sent: Parameters<Post['sendReport']>) => {
    await post.sendReport(...sent)
    return offline()
  })
  await expect(sendWaiting({ ...post, sendReport: loses })).rejects.toThrow()
  expect(await arrived(report.id)).toHaveLength(1)
  await sendWaiting(post)
  expect(await kept()).toMatchObject([{ receipt: expect.stringMatching(/^[0-9a-f]{32}$/) }])
  expect(await arrived(report.id)).toHaveLength(1)
})

test('the reader learns that others said the same, and that the site is well again', async () => {
  web.sites.set('www.hit.example', { page: 'defaced-2015-french', hosting: 'aa' })
  await letGo(reportOn('www.hit.example', START), START)
  await sendWaiting(post)
  for (const i of [1, 2])
    await new Reader(collector.app, `20.${i}.1.1`).report(reportOn('www.hit.example', START))
  await collector.believe()
  await ask()
  expect(await kept()).toMatchObject([{ outcome: 'confirmed', others: 2 }])
  web.sites.set('www.hit.example', { page: 'newsroom-home-day-1', hosting: 'aa' })
  collector.clock.now += 3_600_000
  await collector.believe()
  await ask()
  expect(await kept()).toMatchObject([{ outcome: 'restored', others: 2 }])
})

test('what the collector will never take is not sent again, and says why', async () => {
  await letGo(reportOn('www.old.example', START - 90 * 86_400_000), START)
  await letGo(reportOn('www.fresh.example', START), START + 1)
  await sendWaiting(post)
  const sendAgain = vi.fn(post.sendReport)
  await sendWaiting({ ...post, sendReport: sendAgain })
  expect(sendAgain).not.toHaveBeenCalled()
  expect(await kept()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ refused: expect.stringMatching(/older than 30 days/) }),
      expect.objectContaining({ refused: '', receipt: expect.stringMatching(/./) }),
    ]),
  )
  expect(await ownReports()).toMatchObject([{ refusal: null }, { refusal: 'late' }])
})

const DAY = 86_400_000
const tokens = async () => (await openDatabase()).getAll('tokens')

test('tokens are fetched at the usual time, never in the moment a report is sent', async () => {
  await tendOutbox(post, START)
  expect(await tokens()).toHaveLength(1)
  await letGo(reportOn('www.quiet.example', START), START)
  const asks = vi.fn(post.fetchTokens)
  await sendWaiting({ ...post, fetchTokens: asks }, START)
  expect(asks).not.toHaveBeenCalled()
  expect(await kept()).toMatchObject([{ receipt: expect.stringMatching(/./) }])
  expect(await tokens()).toEqual([])
  await tendOutbox(post, START)
  expect(await tokens()).toHaveLength(1)
  await tendOutbox({ ...post, fetchTokens: offline }, START)
})

test('tokens that became too old are thrown away, and new ones had', async () => {
  await tendOutbox(post, START)
  const old = (await tokens()).map(({ nonce }) => nonce)
  await tendOutbox(post, START + 29 * DAY)
  const fresh = await tokens()
  expect(fresh).toHaveLength(1)
  expect(fresh.filter(({ nonce }) => old.includes(nonce))).toEqual([])
})

test('a token that the collector does not take costs nobody the report', async () => {
  const [good] = await post.fetchTokens(1)
  if (good === undefined) throw new Error('there is no token')
  await (await openDatabase()).put('tokens', { ...good, signature: '00'.repeat(256), at: START })
  await letGo(reportOn('www.forged.example', START), START)
  await sendWaiting(post, START)
  expect(await kept()).toMatchObject([{ refused: '', receipt: expect.stringMatching(/./) }])
})

/** A report that turns out to be right, sent and confirmed. */
async function confirmed(host: string): Promise<void> {
  web.sites.set(host, { page: 'defaced-2015-french', hosting: 'aa' })
  await letGo(reportOn(host, collector.clock.now), collector.clock.now)
  await sendWaiting(post, START)
  await collector.believe()
}

test('a report that was right earns a better token, and the next report goes out with that one', async () => {
  await confirmed('www.right.example')
  await ask()
  await ask()
  expect((await tokens()).map(({ key }) => key)).toEqual([expect.stringMatching(/-1$/)])
  const next = reportOn('www.next.example', collector.clock.now)
  await letGo(next, collector.clock.now)
  await sendWaiting(post, START)
  expect(await arrived(next.id)).toMatchObject([{ standing: 1 }])
})

test('sending a report asks after no other, so that nothing tells that both are one reader’s', async () => {
  await confirmed('www.other.example')
  await letGo(reportOn('www.alone.example', collector.clock.now), collector.clock.now)
  const asks = vi.fn(post.fetchOutcome)
  await sendWaiting({ ...post, fetchOutcome: asks, blindExchange: offline }, START)
  expect(asks).not.toHaveBeenCalled()
  expect((await kept()).every(({ receipt }) => receipt !== '')).toBe(true)
})

test('a report that is let go while another is on its way is sent right after it', async () => {
  await letGo(reportOn('www.first.example', collector.clock.now), 1)
  let second: Promise<void> | null = null
  const during = async (...sent: Parameters<Post['sendReport']>) => {
    if (second === null) {
      await letGo(reportOn('www.second-one.example', collector.clock.now), 2)
      second = sendWaiting(post, START)
    }
    return post.sendReport(...sent)
  }
  await sendWaiting({ ...post, sendReport: during }, START)
  await second
  expect((await kept()).map(({ receipt }) => receipt !== '')).toEqual([true, true])
})

test('a report that was deleted while it was on its way does not come back', async () => {
  await letGo(reportOn('www.gone.example', collector.clock.now), 1)
  const deletes = async (...sent: Parameters<Post['sendReport']>) => {
    await (await openDatabase()).clear('reports')
    return post.sendReport(...sent)
  }
  await sendWaiting({ ...post, sendReport: deletes }, START)
  expect(await kept()).toEqual([])
})

test('of two tokens the one that has lain for a while is spent first, then the better one', async () => {
  const database = await openDatabase()
  const [a, b] = await post.fetchTokens(2)
  if (a === undefined || b === undefined) throw new Error('there are no tokens')
  await database.put('tokens', { ...a, at: START - 2 * 3_600_000 })
  await database.put('tokens', { ...b, at: START })
  const report = reportOn('www.rested.example', collector.clock.now)
  await letGo(report, START)
  await sendWaiting(post, START)
  expect((await tokens()).map(({ nonce }) => nonce)).toEqual([b.nonce])
})

test('a better token whose answer was lost is asked for again, and is had once', async () => {
  await confirmed('www.once.example')
  const loses = vi.fn(async (...asked: Parameters<Post['exchangeReport']>) => {
    await post.exchangeReport(...asked)
    return offline()
  })
  await expect(ask({ exchangeReport: loses })).rejects.toThrow()
  expect(await tokens()).toEqual([])
  // The worker was killed, and wakes again.
  await closeDatabase()
  await ask()
  await ask()
  expect(await tokens()).toHaveLength(1)
  expect(await kept()).toMatchObject([{ exchange: 'done' }])
})

test('a site that is well again before it was asked after still earns the token', async () => {
  await confirmed('www.late.example')
  web.sites.set('www.late.example', { page: 'newsroom-home-day-1', hosting: 'aa' })
  collector.clock.now += 3_600_000
  await collector.believe()
  await expect(ask({ blindExchange: offline })).rejects.toThrow()
  expect(await kept()).toMatchObject([{ outcome: 'restored' }])
  await ask()
  expect(await tokens()).toHaveLength(1)
})

/** A site that was visited often enough to be known well. */
async function keepKnown(host: string): Promise<void> {
  await (await openDatabase()).put('sites', toRecord({ ...fullSite(40), host }))
}

describe('sharing what was learned of a site', () => {
  const toShare = () => ({
    fetchTokens: (count: number) => fetchTokens(count, address),
    sendSignature: (core: string, token: Token) => sendSignature(core, token, address),
  })
  const votes = (host: string) =>
    collector.database.selectFrom('signature_votes').selectAll().where('host', '=', host).execute()

  test('sends exactly what was shown, with a token that nobody else has', async () => {
    await keepKnown('www.known.example')
    const shown = await previewShare({ host: 'www.known.example' })
    expect(shown).toMatchObject({ isPublic: true, kinds: 12, to: 'collector.masthead.example' })
    expect(await votes('www.known.example')).toEqual([])
    await shareSite({ core: shown.core }, toShare(), START)
    expect(await votes('www.known.example')).toMatchObject([{ core: shown.core }])
  })

  test('goes out with the same token until it is known to have arrived, and nothing else ever with that one', async () => {
    await tendOutbox(post, START)
    const [only] = await tokens()
    await keepKnown('www.known.example')
    await keepKnown('www.other.example')
    const { core } = await previewShare({ host: 'www.known.example' })
    const other = await previewShare({ host: 'www.other.example' })
    const loses = async (...sent: Parameters<typeof sendSignature>) => {
      await sendSignature(sent[0], sent[1], address)
      return offline()
    }
    await expect(shareSite({ core }, { ...toShare(), sendSignature: loses }, START)).rejects.toMatchObject({
      failure: { key: 'failure_share_unsent' },
    })
    const used: string[] = []
    const watches = async (...sent: Parameters<typeof sendSignature>) => {
      used.push(sent[1].nonce)
      await sendSignature(sent[0], sent[1], address)
    }
    await shareSite({ core: other.core }, { ...toShare(), sendSignature: watches }, START)
    await letGo(reportOn('www.between.example', collector.clock.now), START)
    await sendWaiting(post, START)
    await shareSite({ core }, { ...toShare(), sendSignature: watches }, START)
    expect(used[0]).not.toBe(only?.nonce)
    expect(used[1]).toBe(only?.nonce)
    expect((await kept())[0]?.token?.nonce).not.toBe(only?.nonce)
    expect(await votes('www.known.example')).toHaveLength(2)
    expect(await tokens()).toEqual([])
  })

  test('spends the least of the tokens, for nobody weighs it', async () => {
    await confirmed('www.least.example')
    await ask()
    const [plain] = await post.fetchTokens(1)
    if (plain === undefined) throw new Error('there is no token')
    await (await openDatabase()).put('tokens', { ...plain, at: START })
    expect((await tokens()).map(({ key }) => key.slice(-2)).sort()).toEqual(['-0', '-1'])
    await keepKnown('www.known.example')
    const { core } = await previewShare({ host: 'www.known.example' })
    await shareSite({ core }, toShare(), START)
    expect((await tokens()).map(({ key }) => key.slice(-2))).toEqual(['-1'])
  })

  test('is not offered for private hosts, nor before pages are known well', async () => {
    await keepKnown('router.local')
    expect(await previewShare({ host: 'router.local' })).toMatchObject({ isPublic: false })
    const site = fullSite(4)
    const templates = site.templates.map((template) => ({ ...template, standing: 'provisional' as const }))
    await (await openDatabase()).put('sites', toRecord({ ...site, host: 'www.new.example', templates }))
    expect(await previewShare({ host: 'www.new.example' })).toMatchObject({ kinds: 0 })
    await expect(previewShare({ host: 'www.never.example' })).rejects.toMatchObject({
      failure: { key: 'failure_site_forgotten' },
    })
    await expect(shareSite({ core: 'AAAA' }, toShare(), START)).rejects.toMatchObject({
      failure: { key: 'failure_share_unreadable' },
    })
  })
})
