import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SignedFeed } from '../../src/cli/bench/signed-feed.ts'
import { buildWithFeed } from '../../src/cli/browser/build-with-feed.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { feedDiff, feedFiles } from '../../src/engine/feed/publish.ts'
import { DAY, EMPTY, incident, START } from '../engine/feed/publisher.ts'
import { chromiumDriver } from './flows/chromium.ts'
import { type Driver, type View, words } from './flows/driver.ts'
import { firefoxDriver } from './flows/firefox.ts'
import { says, warned, withBanner } from './flows/stage.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'

const BROWSERS = {
  Chromium: { build: 'chrome', open: chromiumDriver },
  Firefox: { build: 'firefox', open: firefoxDriver },
}
const FEED = 'https://collector.masthead.example/feed/'
const HOME = 'https://www.lemonde.fr/'
/** What keeps a name or number apart from the sentence around it. */
const ISOLATES = /[\u2066-\u2069]/g

const recordsSchema = v.array(
  v.object({
    name: v.string(),
    source: v.string(),
    state: v.object({ head: v.object({ sequence: v.number() }) }),
  }),
)

describe.each(Object.entries(BROWSERS))('the feed in %s', (_, { build, open }) => {
  let server: SiteServer
  let driver: Driver
  let extension: string
  const feed = new SignedFeed(START)
  /** Whom those say they are that ask for it. */
  const origins = new Set<string>()

  /** An extension that was built with a root of ours, and a feed of some weeks ago. */
  beforeAll(async () => {
    await feed.publish(1, START, feedFiles(EMPTY))
    extension = buildWithFeed(join(import.meta.dirname, '../../dist', build), feed.served)
    server = await startSiteServer((url, headers) => {
      if (!url.href.startsWith(FEED)) return { body: LOUD }
      origins.add(headers.origin ?? '')
      const body = feed.served.get(url.href.slice(FEED.length))
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
    const place = { driver, home: HOME }
    await (await withBanner(place)).close()
    const now = Date.now()
    const files = feedFiles({ ...EMPTY, incidents: [incident('www.elsewhere.example', now)] })
    await feed.publish(2, now - DAY, files)
    await update()
    expect(await isAt(2)).toMatchObject({ source: 'network' })
    const confirmed = { ...incident('www.lemonde.fr', now), state: 'defaced' as const }
    const next = feedFiles({ ...EMPTY, incidents: [confirmed] })
    await feed.publish(3, now, next, feedDiff(files, next))
    await update()
    await isAt(3)
    // Chromium's is the same for everybody; Firefox's would be one that no two profiles share.
    expect([...origins].filter((origin) => !origin.startsWith('chrome-extension:'))).toEqual(
      build === 'firefox' ? [''] : [],
    )
    await says(await warned(place), 'reason_reported_defaced')
  })

  it('tells a reader how old it is and where it is from, and is fetched when they ask for it', async () => {
    const tells = async (view: View, ...parts: string[]) =>
      until(
        () => view.text(),
        (text) => parts.every((part) => text.replace(ISOLATES, '').includes(part)),
      )
    const options = await driver.open(driver.url('pages/options/index.html'))
    await tells(options, words('feed_title'), 'Number 3', 'collector.masthead.example')
    await feed.publish(4, Date.now(), feedFiles(EMPTY))
    await options.press(words('feed_check'))
    await tells(options, words('feed_checked'), 'Number 4')
    feed.served.clear()
    await options.press(words('feed_check'))
    await tells(options, words('feed_failed'), 'Number 4')
    await options.close()
    await driver.open(HOME.replace('lemonde', 'liberation'))
    const popup = await driver.popup()
    await says(popup, 'popup_data')
    await popup.press(words('popup_data'))
    await tells(popup, words('feed_title'), 'Number 4')
    await popup.close()
  })
})
