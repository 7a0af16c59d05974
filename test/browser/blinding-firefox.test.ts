import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { BLINDING } from './blinding.ts'
import { until } from './until.ts'

const HOME = 'https://www.lemonde.fr/'

let server: SiteServer
let browser: FirefoxBrowser
let body = ''

beforeAll(async () => {
  server = await startSiteServer(({ pathname }) => (pathname === '/' ? { body } : null))
  browser = await FirefoxBrowser.launch({
    executable: ensureBrowser('firefox', console.log),
    extension: join(import.meta.dirname, '../../dist/firefox'),
    server,
  })
  await browser.goto(browser.url('pages/options/index.html'))
  const registered = () =>
    browser.run('return (await browser.scripting.getRegisteredContentScripts()).length')
  await until(registered, (count) => count === 1)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

it.each(BLINDING)('a defaced page that %s is warned of all the same', async (_, html) => {
  body = html
  await browser.goto(HOME)
  await until(async () => (await browser.location()).includes('/pages/warning/'), Boolean)
  expect((await browser.visits()).at(-1)?.shown).toBe('defaced')
  await browser.run('await browser.runtime.sendMessage({ name: "resetAll", request: null })')
})
