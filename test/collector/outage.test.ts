import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
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
  // What failed can be read just then; how many cases there are nobody knows.
  collector.tools.metrics.failures.inc({ round: 'believe' })
  const metrics = await reader.get('/metrics')
  expect(metrics.statusCode).toBe(200)
  expect(metrics.body).toContain('masthead_failures_total{round="believe"} 1')
  expect(metrics.body).not.toContain('masthead_cases{')

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
  expect((await reader.get('/metrics')).body).toContain('masthead_cases{state="open"} 2')
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

test('a database that takes too long acknowledges nothing, and takes the same report afterwards', async () => {
  const reader = new Reader(collector.app, '198.51.102.1')
  const sent = { token: await reader.token(), report: reportOn('www.d.example', START) }
  const refused = await collector.database.transaction().execute(async (transaction) => {
    await sql`lock table reports in exclusive mode`.execute(transaction)
    return reader.post('/v1/reports', sent)
  })
  expect(refused.statusCode).toBe(503)
  expect(refused.headers['retry-after']).toBe('30')
  expect(await keptOf(sent.report.id)).toBe(0)
  expect((await reader.post('/v1/reports', sent)).statusCode).toBe(201)
  expect(await keptOf(sent.report.id)).toBe(1)
})

test('a database whose disk is full acknowledges nothing, and takes the same report once there is room', async () => {
  const reader = new Reader(collector.app, '198.51.103.1')
  const sent = { token: await reader.token(), report: reportOn('www.e.example', START) }
  // What the server says when it finds no room for a row: SQLSTATE 53100.
  await sql`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`.execute(
    collector.database,
  )
  await sql`create trigger full_disk before insert on reports for each statement execute function no_room()`.execute(
    collector.database,
  )
  const refused = await reader.post('/v1/reports', sent)
  expect(refused.statusCode).toBe(503)
  expect(refused.json().error).toMatch(/later\.$/)
  expect(await keptOf(sent.report.id)).toBe(0)
  await sql`drop trigger full_disk on reports`.execute(collector.database)
  expect((await reader.post('/v1/reports', sent)).statusCode).toBe(201)
  expect(await keptOf(sent.report.id)).toBe(1)
})

async function keptOf(id: string): Promise<number> {
  return (await collector.database.selectFrom('reports').select('id').where('id', '=', id).execute()).length
}
