import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countWithin } from '../../src/collector/believe/count.ts'
import { type Cluster, startCluster } from '../../src/postgres/cluster.ts'
import { START, type TestCollector, testCollector } from './setup/collector.ts'
import { Reader, reportOn } from './setup/reader.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'masthead-outage-'))
let cluster: Cluster
let collector: TestCollector

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({ dataDir, databaseUrl: cluster.url })
}, 240_000)
afterAll(async () => {
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

test('while the database is down nothing is acknowledged, and after it everything is as it was', async () => {
  const reader = new Reader(collector.app, '198.51.100.1')
  const sent = { token: await reader.token(), report: reportOn('www.a.example', START) }
  const later = { token: await reader.token(), report: reportOn('www.b.example', START) }
  expect((await reader.post('/v1/reports', sent)).statusCode).toBe(201)

  await cluster.crash()
  const refused = await reader.post('/v1/reports', later)
  expect(refused.statusCode).toBe(503)
  expect(refused.headers['retry-after']).toBe('30')
  expect(refused.json().error).toMatch(/later\.$/)
  expect((await reader.get('/healthz')).statusCode).toBe(503)
  await expect(collector.believe()).rejects.toThrow()

  await cluster.start()
  expect((await reader.get('/healthz')).statusCode).toBe(200)
  expect((await reader.post('/v1/reports', sent)).statusCode).toBe(200)
  expect((await reader.post('/v1/reports', later)).statusCode).toBe(201)
  await collector.believe()
  const cases = await collector.database
    .selectFrom('cases')
    .select(['host', 'reporters'])
    .orderBy('host')
    .execute()
  expect(cases).toEqual([
    { host: 'www.a.example', reporters: 1 },
    { host: 'www.b.example', reporters: 1 },
  ])
})

test('a server that goes away in the middle of counting leaves nothing half done', async () => {
  const reader = new Reader(collector.app, '198.51.101.1')
  const { id } = reportOn('www.c.example', START)
  await reader.report(reportOn('www.c.example', START, { id }))
  const counting = collector.database.transaction().execute(async (transaction) => {
    await countWithin(transaction)
    await cluster.crash()
    await transaction.selectFrom('cases').selectAll().execute()
  })
  await expect(counting).rejects.toThrow()
  await cluster.start()
  const kept = await collector.database.selectFrom('reports').selectAll().where('id', '=', id).execute()
  expect(kept).toMatchObject([{ case_id: null }])
  await collector.believe()
  const cases = await collector.database
    .selectFrom('cases')
    .selectAll()
    .where('host', '=', 'www.c.example')
    .execute()
  expect(cases).toMatchObject([{ reporters: 1 }])
})
