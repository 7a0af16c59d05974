import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { configureExtension } from './chromium-extensions.ts'
import { DEFACED } from './pages.ts'
import { untilRegistered } from './registered.ts'
import { until } from './until.ts'

// The manifest asks for no access to private windows. Chromium cannot be talked into it; Firefox can, by force.

const dist = (browser: string) => join(import.meta.dirname, '../../dist', browser)
const PRIVATE = 'https://www.lemonde.fr/private'
const OPEN = 'https://www.lemonde.fr/open'
/** Everything that is written down about pages. */
const STORES = ['visits', 'incidents', 'sites', 'portraits', 'reports']

async function everything(browser: ChromiumBrowser | FirefoxBrowser): Promise<string> {
  const all: unknown[] = []
  for (const store of STORES) all.push(await browser.stored(store))
  return JSON.stringify(all)
}

let server: SiteServer
/** Addresses the web server was asked for. */
const asked: string[] = []
beforeAll(async () => {
  server = await startSiteServer(({ href }) => {
    asked.push(href)
    return { body: DEFACED }
  })
})
afterAll(() => server.close())

describe('a defaced page in a private window', () => {
  it('of Chromium stays, and nothing of it is written down', async () => {
    const executable = ensureBrowser('chromium', console.log)
    const browser = await ChromiumBrowser.launch({ executable, extension: dist('chrome'), server })
    try {
      const after = await configureExtension(browser, { incognitoAccess: true })
      expect(after.incognitoAccess.isEnabled).toBe(false)
      // The change starts the extension anew.
      await untilRegistered(browser)
      const session = await browser.session()
      const { browserContextId } = await session.send('Target.createBrowserContext')
      const { targetId } = await session.send('Target.createTarget', { url: PRIVATE, browserContextId })
      await until(
        async () => asked,
        (all) => all.includes(PRIVATE),
      )
      // A page in the open is judged and warned of twice over meanwhile.
      const page = await browser.context.newPage()
      await page.goto(OPEN)
      await until(
        async () => page.url(),
        (url) => url.includes('/pages/warning/'),
      )
      const { targetInfo } = await session.send('Target.getTargetInfo', { targetId })
      expect(targetInfo.url).toBe(PRIVATE)
      const written = await everything(browser)
      expect(written).toContain(OPEN)
      expect(written).not.toContain(PRIVATE)
    } finally {
      await browser.close()
    }
  })

  it('of Firefox stays, and nothing of it is written down', async () => {
    const executable = ensureBrowser('firefox', console.log)
    const browser = await FirefoxBrowser.launch({ executable, extension: dist('firefox'), server })
    try {
      expect(await browser.allowInPrivate()).toBe(true)
      const [first = ''] = await browser.tabs()
      const handle = await browser.openPrivateWindow()
      await browser.switchTo(handle)
      await browser.goto(PRIVATE)
      await browser.switchTo(first)
      await browser.goto(OPEN)
      await until(
        () => browser.location(),
        (url) => url.includes('/pages/warning/'),
      )
      const written = await everything(browser)
      expect(written).toContain(OPEN)
      expect(written).not.toContain(PRIVATE)
      await browser.switchTo(handle)
      expect(await browser.location()).toBe(PRIVATE)
    } finally {
      await browser.close()
    }
  })
})
