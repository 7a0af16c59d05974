import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKey, signatureWith } from '../../../src/cli/feed/keys.ts'
import { openDatabase } from '../../../src/collector/database/open.ts'
import { simulate } from '../../../src/collector/simulate/run.ts'
import { chartOf, figuresOf } from '../../../src/collector/simulate/summary.ts'
import { toAscii } from '../../../src/engine/feed/signed.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'

const folder = mkdtempSync(join(tmpdir(), 'masthead-simulate-'))
let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster(['fsync=off'])
})
afterAll(async () => {
  await cluster.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('a small world goes through the real collector, and its figures are counted from what was published', async () => {
  const database = await openDatabase({ dataDir: folder, databaseUrl: cluster.url, onError: () => {} })
  const key = newKey()
  const days: number[] = []
  const result = await simulate({
    database,
    folder,
    key: { signHead: (head) => toAscii([signatureWith(key, 'feed', head)]) },
    crypto: feedCrypto(globalThis.crypto.subtle),
    start: Date.UTC(2026, 0, 7),
    sites: 40,
    readers: 400,
    liars: 0.05,
    days: 1,
    seed: 3,
    onDay: (day) => days.push(day),
  })
  await database.destroy()
  expect(days).toEqual([1])
  const hit = result.world.sites.filter(({ defacedAt }) => defacedAt !== 0)
  const found = hit.filter(({ host }) => result.publishedAt.has(host))
  expect(found.length).toBeGreaterThan(hit.length * 0.7)
  expect(result.earned.honest).toBeGreaterThan(0)
  expect(result.answers.get(201)).toBe(result.sent)
  // A healthy site in the feed is counted as one, whoever brought it there.
  const wrong = { ...result, publishedAt: new Map([...result.publishedAt, ['www.ville-70.example', 1]]) }
  const failed = (some: typeof result) =>
    figuresOf(some).flatMap(({ name, isReached }) => (isReached === false ? [name] : []))
  expect(failed(result)).toEqual([])
  expect(failed(wrong)).toEqual(['healthy sites published as suspect'])
  expect(chartOf(result)).toContain('wrongly published')
}, 240_000)
