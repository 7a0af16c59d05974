import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { BLINDING } from './blinding.ts'
import { until } from './until.ts'

const HOME = 'https://www.lemonde.fr/'

let server: SiteServer
let browser: ChromiumBrowser
let body = ''

beforeAll(async () => {
  server = await startSiteServer(({ pathname }) => (pathname === '/' ? { body } : null))
  browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension: join(import.meta.dirname, '../../dist/chrome'),
    server,
  })
  const desk = await browser.desk()
  const registered = () => desk.evaluate(() => chrome.scripting.getRegisteredContentScripts())
  await until(registered, (scripts) => scripts.length === 1)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

it.each(BLINDING)('a defaced page that %s is warned of all the same', async (_, html) => {
  body = html
  const page = await browser.context.newPage()
  await page.goto(HOME)
  await until(async () => page.url().includes('/pages/warning/'), Boolean)
  expect((await browser.visits()).at(-1)?.shown).toBe('defaced')
  await page.close()
})
