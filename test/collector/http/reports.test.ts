import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOKENS_A_DAY } from '../../../src/collector/believe/give-tokens.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { caseOf, START, type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const DAY = 86_400_000
const HTTP = join(import.meta.dirname, '../../../src/collector/http')

/** The paths that some files serve, as OpenAPI writes them. */
const routesOf = (...files: string[]) =>
  files
    .flatMap((file) =>
      Array.from(readFileSync(join(HTTP, file), 'utf8').matchAll(/app\.(?:get|post)\('([^']+)'/g)),
    )
    .map(([, path = '']) => path.replace(/:(\w+)/g, '{$1}'))
    .sort()

describe.each(['embedded', 'server'] as const)('reports, with the %s database', (kind) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'masthead-collector-'))
  let cluster: Cluster | null = null
  let collector: TestCollector
  const reader = (address = '198.51.100.7') => new Reader(collector.app, address)

  beforeAll(async () => {
    if (kind === 'server') cluster = await startCluster()
    collector = await testCollector({
      dataDir,
      databaseUrl: cluster?.url ?? null,
      isWatched: (host) => host !== 'unwatched.example',
    })
  }, 240_000)
  afterAll(async () => {
    await collector.stop()
    await cluster?.remove()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('are taken once, with a receipt, however often they are sent', async () => {
    const report = reportOn('www.once.example', START)
    const body = { token: await reader().token(), report }
    const first = await reader().post('/v1/reports', body)
    expect(first.statusCode).toBe(201)
    const again = await Promise.all([1, 2, 3].map(() => reader('203.0.113.9').post('/v1/reports', body)))
    for (const answer of again) {
      expect(answer.statusCode).toBe(200)
      expect(answer.json()).toEqual(first.json())
    }
    await collector.believe()
    expect(await caseOf(collector, 'www.once.example')).toMatchObject({ reporters: 1, state: 'open' })
    const outcome = await reader().outcome(report.id, first.json().receipt)
    expect(outcome.json()).toEqual({ outcome: 'waiting', others: 0 })
    expect((await reader().outcome(report.id, '0'.repeat(32))).statusCode).toBe(403)
    expect((await reader().outcome('not-an-id', first.json().receipt)).statusCode).toBe(400)
  })

  test('are taken once when they come at the same moment', async () => {
    const report = reportOn('www.race.example', START)
    const body = { token: await reader().token(), report }
    const answers = await Promise.all(Array.from({ length: 20 }, () => reader().post('/v1/reports', body)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([...Array(19).fill(200), 201])
  })

  test('are refused with a token that was spent, forged, or of another report', async () => {
    const token = await reader().token()
    const one = reportOn('www.spent.example', START)
    expect((await reader().post('/v1/reports', { token, report: one })).statusCode).toBe(201)
    const other = { token, report: reportOn('www.spent.example', START) }
    expect((await reader().post('/v1/reports', other)).statusCode).toBe(403)
    const changed = { token: await reader().token(), report: { ...one, note: 'other' } }
    expect((await reader().post('/v1/reports', changed)).statusCode).toBe(409)
    const forged = { ...(await reader().token()), nonce: '00'.repeat(32) }
    const answer = await reader().post('/v1/reports', { token: forged, report: reportOn('a.example', START) })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().error).toMatch(/ask for a new one\.$/)
  })

  test('are refused in one sentence for a bad clock, a bad host or a bad body', async () => {
    const refused = async (body: unknown, status: number, word = {}) => {
      const answer = await reader().post('/v1/reports', body)
      expect(answer.statusCode).toBe(status)
      expect(answer.json()).toEqual({ error: expect.stringMatching(/^[^\n]{10,200}\.$/), ...word })
    }
    const token = await reader().token()
    await refused({ token, report: reportOn('a.example', START + 3 * DAY) }, 422, { refusal: 'early' })
    await refused({ token, report: reportOn('a.example', START - 40 * DAY) }, 422, { refusal: 'late' })
    await refused({ token, report: reportOn('unwatched.example', START) }, 422, { refusal: 'unwatched' })
    for (const host of ['127.0.0.1', 'localhost', 'printer.lan', '[::1]', '10.1'])
      await refused({ token, report: reportOn(host, START) }, 400)
    await refused('{', 400)
    await refused('', 400)
    await refused([], 400)
    await refused({ token, report: { ...reportOn('a.example', START), more: 1 } }, 400)
    await refused({ token: { ...token, nonce: 7 }, report: reportOn('a.example', START) }, 400)
    await refused(
      { token, report: { ...reportOn('a.example', START), screenshot: 'x'.repeat(900_000) } },
      413,
    )
  })

  test('leave no address in what is logged and kept', async () => {
    await reader('192.0.2.123').report(reportOn('www.quiet.example', START))
    const rows = await collector.database.selectFrom('reports').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('192.0.2')
    expect(collector.logged.length).toBeGreaterThan(0)
    expect(collector.logged.join('')).not.toMatch(/192\.0\.2|198\.51\.100|quiet\.example/)
  })

  test('may not be too many from one network', async () => {
    const greedy = reader('203.0.113.200')
    for (let i = 0; i < TOKENS_A_DAY; i++) await greedy.token()
    await expect(greedy.token()).rejects.toThrow(/tomorrow/)
    // The same house, another address; and another house.
    await expect(reader('203.0.113.3').token()).rejects.toThrow(/tomorrow/)
    await reader('203.0.114.3').token()
    collector.clock.now += DAY
    await greedy.token()
  })

  test('tell machines what there is', async () => {
    const api = (await reader().get('/openapi.json')).json()
    const envelope = api.paths['/v1/reports'].post.requestBody.content['application/json'].schema
    expect(envelope.properties.report.required).toContain('url')
    const refused = api.paths['/v1/reports'].post.responses['422'].content['application/json'].schema
    expect(refused).toMatchObject({
      required: ['error', 'refusal'],
      properties: { refusal: { enum: ['early', 'late', 'unwatched'] } },
    })
    expect(Object.keys(api.paths).sort()).toEqual(routesOf('report-routes.ts', 'owner-routes.ts'))
    expect((await reader().get('/healthz')).json()).toEqual({ status: 'ok' })
    const metrics = await reader().get('/metrics')
    expect(metrics.body).toMatch(/masthead_reports_total\{result="201"\} [1-9]/)
    expect(metrics.body).toMatch(/masthead_cases\{state="open"\} [1-9]/)
    expect((await reader().get('/no/such')).statusCode).toBe(404)
  })
})
