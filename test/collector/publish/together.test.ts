import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assignCampaigns } from '../../../src/collector/believe/campaigns.ts'
import { type Database, openDatabase } from '../../../src/collector/database/open.ts'
import type { FeedKey } from '../../../src/collector/publish/feed-key.ts'
import { standingNumber } from '../../../src/collector/publish/mirror.ts'
import { publish } from '../../../src/collector/publish/publish.ts'
import { FEED_PATHS } from '../../../src/engine/feed/files.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { SKETCH_SIZE } from '../../../src/engine/incident/sketch.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { putCase } from '../setup/case.ts'
import { makeFeedKeys } from '../setup/feed.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 23)
const crypto = feedCrypto(globalThis.crypto.subtle)
const base = mkdtempSync(join(tmpdir(), 'masthead-together-'))
let cluster: Cluster
/** As two processes have them: connections of their own to one server. */
let databases: [Database, Database]
let key: FeedKey
let folder: string

beforeAll(async () => {
  cluster = await startCluster()
  const open = () => openDatabase({ dataDir: base, databaseUrl: cluster.url, onError: () => {} })
  databases = [await open(), await open()]
  key = (await makeFeedKeys(base)).key
}, 240_000)
afterAll(async () => {
  for (const database of databases) await database.destroy()
  await cluster.remove()
  rmSync(base, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = mkdtempSync(join(base, 'feed-'))
  for (const table of ['feed', 'feed_content', 'cases', 'campaigns'] as const)
    await databases[0].deleteFrom(table).execute()
})

const headIn = (where: string) => readFileSync(join(where, FEED_PATHS.head), 'utf8')

test('of two that publish at once one does and the other leaves it, and they count up by one', async () => {
  for (let round = 1; round <= 5; round++) {
    await putCase(databases[0], `www.site-${round}.example`, NOW)
    const now = NOW + round * HOUR
    const done = await Promise.all(
      databases.map((database) => publish({ database, folder, key, crypto, now })),
    )
    // Who comes when the other is done finds nothing new.
    const [winner, ...others] = done.filter((one) => one !== null && one !== 'taken')
    expect([winner, others]).toMatchObject([{ sequence: round }, []])
    expect(standingNumber(folder)).toBe(round)
  }
})

test('each with a folder of its own, they publish the very same under one number', async () => {
  const other = mkdtempSync(join(base, 'feed-'))
  const [a, b] = databases
  // A diff is only there where it is shorter than the file.
  for (let i = 0; i < 60; i++) await putCase(a, `www.a${i}.example`, NOW)
  await publish({ database: a, folder, key, crypto, now: NOW })
  // Nothing is new, and this folder has nothing yet; a process without a key writes it down as well.
  expect(await publish({ database: b, folder: other, key: null, crypto, now: NOW + 1 })).toBeNull()
  expect(headIn(other)).toBe(headIn(folder))
  await putCase(b, 'www.b.example', NOW)
  expect(await publish({ database: b, folder: other, key, crypto, now: NOW + HOUR })).toMatchObject({
    sequence: 2,
  })
  expect(await publish({ database: a, folder, key, crypto, now: NOW + HOUR + 1 })).toBeNull()
  expect(headIn(folder)).toBe(headIn(other))
  expect(JSON.parse(headIn(folder))).toMatchObject({ sequence: 2, diffs: [{ from: 1 }] })
})

test('a folder that is further than the database is never set back', async () => {
  const [a] = databases
  await publish({ database: a, folder, key, crypto, now: NOW })
  writeFileSync(join(folder, FEED_PATHS.head), headIn(folder).replace('"sequence":1,', '"sequence":41,'))
  expect(await publish({ database: a, folder, key, crypto, now: NOW + 1 })).toMatchObject({ sequence: 42 })
  expect(standingNumber(folder)).toBe(42)
})

test('one message is one campaign, whoever groups it', async () => {
  for (let i = 0; i < 40; i++) {
    const id = await putCase(databases[0], `www.site-${i}.example`, NOW)
    const sketch = JSON.stringify({ text: Array(SKETCH_SIZE).fill(i % 2), structure: [] })
    await databases[0].updateTable('cases').set({ sketch }).where('id', '=', id).execute()
  }
  await Promise.all([...databases, ...databases].map((database) => assignCampaigns(database, NOW)))
  const campaigns = await databases[0].selectFrom('campaigns').select(['name', 'sites']).execute()
  expect(campaigns.map(({ sites }) => sites)).toEqual([20, 20])
})
