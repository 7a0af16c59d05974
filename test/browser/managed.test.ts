import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FIREFOX_ID, FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { startSiteServer } from '../../src/cli/browser/site-server.ts'
import { eventually } from '../eventually.ts'
import { frontPage } from './pages.ts'

const DIST = join(import.meta.dirname, '../../dist')
const POLICY = { watch: ['example.org'], lockWatch: true, settings: { sensitivity: 'watchful' } }

/** What an options page shows, and may be changed on it. */
const SHOWN = `
  const shown = (selector) => [...document.querySelectorAll(selector)]
  const pack = document.querySelector('details.pack')
  if (pack !== null) pack.open = true
  return {
    says: document.querySelector('main > .notice')?.textContent ?? '',
    sensitivity: shown('input[name=sensitivity]').findIndex((input) => input.checked),
    free: shown('input[name=sensitivity]:enabled, .domains input:enabled').length,
    sites: shown('.domains li').map((entry) => entry.textContent).join(' '),
  }`
const SET = {
  says: expect.stringContaining('Your organisation has set some of these options'),
  sensitivity: 2,
  free: 0,
  sites: expect.stringContaining('example.org'),
}

it('a policy of Firefox holds, and the options page says so', async () => {
  const home = mkdtempSync(join(tmpdir(), 'masthead-managed-'))
  const folder = join(home, '.mozilla/managed-storage')
  mkdirSync(folder, { recursive: true })
  const manifest = { name: FIREFOX_ID, description: 'Masthead', type: 'storage', data: POLICY }
  writeFileSync(join(folder, `${FIREFOX_ID}.json`), JSON.stringify(manifest))
  const server = await startSiteServer(() => ({ body: frontPage() }))
  const browser = await FirefoxBrowser.launch({
    executable: ensureBrowser('firefox', console.log),
    extension: join(DIST, 'firefox'),
    server,
    home,
  })
  try {
    await browser.goto(browser.url('pages/options/index.html'))
    // The sites, the settings and the policy come one after the other, and in no order.
    await eventually(async () => expect(await browser.run(SHOWN)).toEqual(SET))
  } finally {
    await browser.close()
    await server.close()
    rmSync(home, { recursive: true, force: true })
  }
})

const CHROMIUM_POLICIES = '/etc/chromium/policies/managed'
const isRoot = process.getuid?.() === 0

// Chromium takes policies from the system alone; only who may write there can test that.
it.runIf(process.platform === 'linux' && isRoot)('a policy of Chromium holds, too', async () => {
  const extension = join(DIST, 'chrome')
  const server = await startSiteServer(() => ({ body: frontPage() }))
  const launch = () =>
    ChromiumBrowser.launch({ executable: ensureBrowser('chromium', console.log), extension, server })
  const first = await launch()
  await first.close()
  const file = join(CHROMIUM_POLICIES, 'masthead-test.json')
  const made = mkdirSync(CHROMIUM_POLICIES, { recursive: true })
  writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [first.id]: POLICY } } }))
  try {
    const browser = await launch()
    try {
      const options = await browser.context.newPage()
      await options.goto(browser.url('pages/options/index.html'))
      const shown = () => options.evaluate(`(() => {${SHOWN}})()`)
      await eventually(async () => expect(await shown()).toEqual(SET))
    } finally {
      await browser.close()
    }
  } finally {
    rmSync(made ?? file, { recursive: true, force: true })
    await server.close()
  }
})
