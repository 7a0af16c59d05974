import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { FEED_PATHS } from '../../src/engine/feed/files.ts'
import { toHex } from '../../src/engine/feed/signed.ts'
import { crypto } from '../engine/feed/keys.ts'
import { DAY, EMPTY, incident, makeRoot, Publisher, START } from '../engine/feed/publisher.ts'
import { chromiumDriver } from './flows/chromium.ts'
import { type Driver, words } from './flows/driver.ts'
import { firefoxDriver } from './flows/firefox.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'

const BROWSERS = {
  Chromium: { build: 'chrome', open: chromiumDriver },
  Firefox: { build: 'firefox', open: firefoxDriver },
}
const FEED = 'https://collector.masthead.example/feed/'
const HOST = 'www.lemonde.fr'

const recordsSchema = v.array(
  v.object({
    name: v.string(),
    source: v.string(),
    state: v.object({ head: v.object({ sequence: v.number() }) }),
  }),
)

describe.each(Object.entries(BROWSERS))('the feed in %s', (_, { build, open }) => {
  let publisher: Publisher
  let server: SiteServer
  let driver: Driver
  let extension: string
  /** What the collector's web server has, by path. */
  const published = new Map<string, Uint8Array>()
  /** Whom its readers say they are. */
  const origins = new Set<string>()

  async function publish(now: number): Promise<void> {
    const { signed, files, diff } = await publisher.publish(now)
    published.set(FEED_PATHS.head, signed.bytes)
    published.set(FEED_PATHS.headSignatures, signed.signatures)
    for (const bytes of [...files.values(), ...(diff === null ? [] : [diff])])
      published.set(FEED_PATHS.content(toHex(await crypto.sha256(bytes))), bytes)
  }

  /** An extension that was built with a root of ours, and a feed of some weeks ago. */
  beforeAll(async () => {
    publisher = await Publisher.start()
    const root = await makeRoot({
      rootKeys: publisher.rootKeys,
      feedKeys: [publisher.feedKey],
      signers: publisher.rootKeys.slice(0, 2),
    })
    await publish(START)
    extension = mkdtempSync(join(tmpdir(), 'masthead-feed-'))
    cpSync(join(import.meta.dirname, '../../dist', build), extension, { recursive: true })
    rmSync(join(extension, 'feed'), { recursive: true })
    const seed = new Map([
      ...published,
      [FEED_PATHS.root(1), root.bytes],
      [FEED_PATHS.rootSignatures(1), root.signatures],
    ])
    for (const [path, bytes] of seed) {
      const file = join(extension, 'feed', path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes)
    }
    published.clear()
    server = await startSiteServer((url, headers) => {
      if (!url.href.startsWith(FEED)) return { body: LOUD }
      origins.add(headers.origin ?? '')
      const body = published.get(url.href.slice(FEED.length))
      return body === undefined ? null : { headers: { 'access-control-allow-origin': '*' }, body }
    })
    driver = await open(server, { extension })
  })
  afterAll(async () => {
    await driver.close()
    await server.close()
    rmSync(extension, { recursive: true, force: true })
  })

  const current = async () =>
    v.parse(recordsSchema, await driver.stored('feed')).find(({ name }) => name === 'current')
  const isAt = (sequence: number) => until(current, (record) => record?.state.head.sequence === sequence)

  /** As if the hour were over. */
  async function update(): Promise<void> {
    const own = await driver.open(driver.url('pages/options/index.html'))
    await own.run(`await (globalThis.browser ?? chrome).alarms.create('feed', { when: Date.now() })`)
    await own.close()
  }

  it('begins with what the extension came with', async () => {
    expect(await isAt(1)).toMatchObject({ source: 'seed' })
  })

  it('goes on with what is published, whole and then by a diff, and makes red what was only unusual', async () => {
    const before = await driver.open(`https://${HOST}/`)
    await until(
      () => driver.banner(before),
      (shown) => shown.includes(words('banner_headline')),
    )
    await before.close()
    const now = Date.now()
    publisher.content = { ...EMPTY, incidents: [incident('www.elsewhere.example', now)] }
    await publish(now - DAY)
    await update()
    expect(await isAt(2)).toMatchObject({ source: 'network' })
    publisher.content = { ...EMPTY, incidents: [{ ...incident(HOST, now), state: 'defaced' as const }] }
    await publish(now)
    await update()
    await isAt(3)
    // Chromium's is the same for everybody; Firefox's would be one that no two profiles share.
    expect([...origins].filter((origin) => !origin.startsWith('chrome-extension:'))).toEqual(
      build === 'firefox' ? [''] : [],
    )
    const reported = await driver.open(`https://${HOST}/`)
    await until(
      () => reported.location(),
      (address) => address.includes('/pages/warning/'),
    )
    await until(
      () => reported.text(),
      (text) => text.includes(words('reason_reported_defaced')),
    )
  })
})
