import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gatherContent } from '../../../src/collector/publish/content.ts'
import { Mint } from '../../../src/collector/simulate/mint.ts'
import { poster, SHELL } from '../../../src/collector/simulate/pages.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { caseOf, type TestCollector, testCollector } from '../setup/collector.ts'
import { Reader, reportOn } from '../setup/reader.ts'

const MINUTE = 60_000
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-one-host-'))
/** What each site answers, and what it stands on; no html for no answer. */
const sites = new Map<string, { html: string | null; hosting: string }>()
let cluster: Cluster
let collector: TestCollector
let mint: Mint

beforeAll(async () => {
  cluster = await startCluster()
  collector = await testCollector({
    dataDir,
    databaseUrl: cluster.url,
    fetchPage: async (url) => {
      const { html = null, hosting = '' } = sites.get(new URL(url).hostname) ?? {}
      return html === null
        ? { ok: false, why: 'nobody answers', hosting }
        : { ok: true, url, status: 200, html, hosting }
    },
  })
  mint = new Mint(collector.database, collector.tools.tokens)
}, 240_000)
afterAll(async () => {
  await collector.stop()
  await cluster.remove()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Three readers who were right before report it: enough where the collector itself cannot see. */
async function report(host: string): Promise<void> {
  for (let i = 0; i < 3; i++) {
    const answer = await new Reader(collector.app, `20.${i}.1.1`).post('/v1/reports', {
      token: await mint.token(1),
      report: reportOn(host, collector.clock.now),
    })
    expect(answer.statusCode).toBe(201)
  }
}
const inFeed = async () =>
  (await gatherContent(collector.database, collector.clock.now)).incidents.map(({ host }) => host)

test('what stands on a host that is down is not published, though it would be anywhere else', async () => {
  for (let i = 0; i < 6; i++) sites.set(`www.down-${i}.example`, { html: null, hosting: 'down' })
  // Both show a program nothing; one of them stands among those that are away.
  sites.set('www.shell.example', { html: SHELL, hosting: 'down' })
  sites.set('www.elsewhere.example', { html: SHELL, hosting: 'up' })
  for (const host of sites.keys()) await report(host)
  await collector.believe()
  const shell = await caseOf(collector, 'www.shell.example')
  expect(shell).toMatchObject({ state: 'held', why: 'its host is down', look: 'undetermined' })
  expect(await caseOf(collector, 'www.elsewhere.example')).toMatchObject({
    state: 'suspect',
    look: 'undetermined',
  })
  expect(await inFeed()).toEqual(['www.elsewhere.example'])
})

test('an attack on the customers of a host is told from its outage', async () => {
  for (let i = 0; i < 6; i++) sites.set(`www.down-${i}.example`, { html: poster(1, i), hosting: 'down' })
  collector.clock.now += 11 * MINUTE
  await collector.believe()
  expect((await inFeed()).sort()).toEqual([
    ...Array.from({ length: 6 }, (_, i) => `www.down-${i}.example`),
    'www.elsewhere.example',
  ])
})
