import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '../../../../src/extension/background/database/open.ts'
import {
  fetchOutcome,
  fetchToken,
  sendReport,
} from '../../../../src/extension/background/reports/collector.ts'
import { emptyOutbox, letGo, type Post } from '../../../../src/extension/background/reports/outbox.ts'
import { type Cluster, startCluster } from '../../../../src/postgres/cluster.ts'
import { START, type TestCollector, testCollector } from '../../../collector/setup/collector.ts'
import { FakeWeb } from '../../../collector/setup/pages.ts'
import { Reader, reportOn } from '../../../collector/setup/reader.ts'

// No browser stands behind these: nothing is set by a policy.
vi.mock('webextension-polyfill', () => ({ default: {} }))

const dataDir = mkdtempSync(join(tmpdir(), 'masthead-outbox-'))
const web = new FakeWeb()
let cluster: Cluster
let collector: TestCollector
let post: Post

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({ dataDir, databaseUrl: cluster.url, fetchPage: web.fetchPage })
  const address = await collector.app.listen({ port: 0, host: '127.0.0.1' })
  post = {
    fetchToken: () => fetchToken(address),
    sendReport: (report, token) => sendReport(report, token, address),
    fetchOutcome: (id, receipt) => fetchOutcome(id, receipt, address),
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

const kept = async () => (await openDatabase()).getAll('reports')
const arrived = (id: string) =>
  collector.database.selectFrom('reports').selectAll().where('id', '=', id).execute()
const offline = async () => {
  throw new TypeError('Failed to fetch')
}

test('a report waits while the reader is offline, and goes out once', async () => {
  const report = reportOn('www.offline.example', START)
  await letGo(report, START)
  await expect(emptyOutbox({ ...post, fetchToken: offline })).rejects.toThrow('Failed to fetch')
  expect(await kept()).toMatchObject([{ receipt: '', refused: '' }])
  // The browser was closed and opened in between.
  await closeDatabase()
  await emptyOutbox(post)
  await emptyOutbox(post)
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
  await expect(emptyOutbox({ ...post, sendReport: loses })).rejects.toThrow()
  expect(await arrived(report.id)).toHaveLength(1)
  await emptyOutbox(post)
  expect(await kept()).toMatchObject([{ receipt: expect.stringMatching(/^[0-9a-f]{32}$/) }])
  expect(await arrived(report.id)).toHaveLength(1)
})

test('the reader learns that others said the same, and that the site is well again', async () => {
  web.sites.set('www.hit.example', { page: 'defaced-2015-french', hosting: 'aa' })
  await letGo(reportOn('www.hit.example', START), START)
  await emptyOutbox(post)
  for (const i of [1, 2])
    await new Reader(collector.app, `20.${i}.1.1`).report(reportOn('www.hit.example', START))
  await collector.believe()
  await emptyOutbox(post)
  expect(await kept()).toMatchObject([{ outcome: 'confirmed', others: 2 }])
  web.sites.set('www.hit.example', { page: 'newsroom-home-day-1', hosting: 'aa' })
  collector.clock.now += 3_600_000
  await collector.believe()
  await emptyOutbox(post)
  expect(await kept()).toMatchObject([{ outcome: 'restored', others: 2 }])
})

test('what the collector will never take is not sent again, and says why', async () => {
  await letGo(reportOn('www.old.example', START - 90 * 86_400_000), START)
  await letGo(reportOn('www.fresh.example', START), START + 1)
  await emptyOutbox(post)
  const sendAgain = vi.fn(post.sendReport)
  await emptyOutbox({ ...post, sendReport: sendAgain })
  expect(sendAgain).not.toHaveBeenCalled()
  expect(await kept()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ refused: expect.stringMatching(/older than 30 days/) }),
      expect.objectContaining({ refused: '', receipt: expect.stringMatching(/./) }),
    ]),
  )
})
