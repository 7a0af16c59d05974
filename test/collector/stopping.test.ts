import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PublicFetcher } from '../../src/collector/believe/fetch-page.ts'
import { caseOf, START, testCollector } from './setup/collector.ts'
import { Reader, reportOn } from './setup/reader.ts'

/** Pages that are opened at once. */
const LANES = 8

test('a collector that is stopped while pages hang leaves them at once, and opens no others', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'masthead-stopping-'))
  const asked: string[] = []
  let haveAsked = () => {}
  const all = new Promise<void>((resolve) => {
    haveAsked = resolve
  })
  // It takes every request and answers none.
  const server = createServer((request) => {
    asked.push(request.headers.host ?? '')
    if (asked.length === LANES) haveAsked()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const fetcher = new PublicFetcher({
    isAllowed: () => true,
    lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  const stopping = new AbortController()
  const collector = await testCollector({
    dataDir,
    databaseUrl: null,
    stopping: stopping.signal,
    fetchPage: (url) => fetcher.fetchPage(`http://${new URL(url).hostname}:${port}/`),
  })
  try {
    for (let i = 0; i < LANES + 4; i++)
      await new Reader(collector.app, `20.${i}.1.1`).report(reportOn(`www.site-${i}.example`, START))
    await collector.count()
    const looking = collector.look()
    await all
    stopping.abort()
    await fetcher.close()
    await looking
    expect(asked).toHaveLength(LANES)
    // What it left itself is no page that does not answer.
    expect(await collector.database.selectFrom('looks').selectAll().execute()).toEqual([])
    expect(await caseOf(collector, 'www.site-0.example')).toMatchObject({ look: '', look_at: 0 })
  } finally {
    await collector.stop()
    server.closeAllConnections()
    server.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
