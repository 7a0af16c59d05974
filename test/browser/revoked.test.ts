import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { configureExtension } from './chromium-extensions.ts'
import { inClosedShadow } from './closed-shadow.ts'
import { LOUD } from './pages.ts'
import { until } from './until.ts'

const dist = (browser: string) => join(import.meta.dirname, '../../dist', browser)
const HOME = 'https://www.lemonde.fr/'
const COUNT = 'return (await browser.scripting.getRegisteredContentScripts()).length'

let server: SiteServer
beforeAll(async () => {
  server = await startSiteServer(() => ({ body: LOUD }))
})
afterAll(() => server.close())

/** The popup over a page, which the click that opens it lets it know the address of. */
async function popupOver(browser: ChromiumBrowser, page: Page): Promise<Page> {
  const popup = await browser.context.newPage()
  await popup.addInitScript((url) => {
    const query = chrome.tabs.query.bind(chrome.tabs)
    Object.assign(chrome.tabs, {
      query: async (wanted: chrome.tabs.QueryInfo) => (await query(wanted)).map((tab) => ({ ...tab, url })),
    })
  }, page.url())
  await page.bringToFront()
  await popup.goto(browser.url('pages/popup/index.html'))
  await popup.locator('main:not([aria-busy])').waitFor()
  return popup
}

describe('access that is taken back while a site is open', () => {
  it('in Chromium: the popup and the options say so, the page is left in peace, and a click brings all back', async () => {
    const executable = ensureBrowser('chromium', console.log)
    const browser = await ChromiumBrowser.launch({ executable, extension: dist('chrome'), server })
    try {
      const scripts = async () =>
        (await browser.desk()).evaluate(
          async () => (await chrome.scripting.getRegisteredContentScripts()).length,
        )
      await until(scripts, (count) => count === 1)
      const page = await browser.context.newPage()
      const failures: string[] = []
      page.on('pageerror', ({ message }) => failures.push(message))
      await page.goto(HOME)
      await until(
        () => inClosedShadow(page),
        ({ texts }) => texts.length > 0,
      )
      const desk = await browser.desk()
      await desk.locator('.packs summary').first().click()
      await desk.locator('.pack[open] .domains li').first().waitFor()
      expect(await desk.getByText('access not granted').count()).toBe(0)

      await configureExtension(browser, { hostAccess: 'ON_CLICK' })
      await until(scripts, (count) => count === 0)
      // The options are open all the while.
      await desk.getByText('access not granted').first().waitFor()
      await desk.getByRole('button', { name: 'Allow them' }).waitFor()
      const before = await browser.visits()
      // The page goes on, and its script asks for another look that nobody takes.
      await page.evaluate(() => {
        for (let each = 0; each < 400; each++) document.body.append(document.createElement('p'))
      })
      const popup = await popupOver(browser, page)
      expect(await popup.locator('main').textContent()).toContain('the browser does not let Masthead read it')
      expect(await popup.getByRole('button', { name: 'Allow' }).count()).toBe(1)
      await page.reload()
      expect((await inClosedShadow(page)).texts).toEqual([])
      expect(await browser.visits()).toEqual(before)
      expect(failures).toEqual([])

      await configureExtension(browser, { hostAccess: 'ON_ALL_SITES' })
      await until(scripts, (count) => count === 1)
      await desk.getByText('access not granted').first().waitFor({ state: 'detached' })
      await page.reload()
      await until(
        () => browser.visits(),
        (all) => all.length > before.length,
      )
    } finally {
      await browser.close()
    }
  })

  it('in Firefox: nothing of the site is looked at until it is given again', async () => {
    const executable = ensureBrowser('firefox', console.log)
    const browser = await FirefoxBrowser.launch({ executable, extension: dist('firefox'), server })
    try {
      const scripts = () => browser.behind('pages/options/index.html', COUNT)
      await until(scripts, (count) => count === 1)
      await browser.goto(HOME)
      await until(
        () => browser.visits(),
        (all) => all.length === 1,
      )
      const matches = 'return (await browser.permissions.getAll()).origins'
      const origins = await browser.behind('pages/options/index.html', matches)
      const all = Array.isArray(origins) ? origins.map(String) : []
      expect(all).toContain('*://*.lemonde.fr/*')
      await browser.revoke(all)
      await until(scripts, (count) => count === 0)
      const said = await browser.behind(
        'pages/options/index.html',
        `for (let tries = 0; tries < 100 && document.querySelector('.notice') === null; tries++)
           await new Promise((done) => setTimeout(done, 50))
         return document.querySelector('.notice')?.textContent`,
      )
      expect(said).toContain('the browser does not let Masthead read')
      await browser.goto(`${HOME}?again`)
      await browser.clickIcon()
      const popup = await browser.openTab(false)
      await browser.goto(browser.url('pages/popup/index.html'))
      const press = () =>
        browser.click('//button[normalize-space()="Allow"]', 'xpath').then(
          () => true,
          () => false,
        )
      await until(press, (isPressed) => isPressed)
      await until(scripts, (count) => count === 1)
      await browser.closeTab(popup)
      await browser.grant(all)
      expect(await browser.visits()).toHaveLength(1)
      await browser.goto(HOME)
      await until(
        () => browser.visits(),
        (visits) => visits.length === 2,
      )
    } finally {
      await browser.close()
    }
  })
})

it('in Firefox a site is watched whose popup was closed by the question whether it may be read', async () => {
  const executable = ensureBrowser('firefox', console.log)
  const browser = await FirefoxBrowser.launch({ executable, extension: dist('firefox'), server })
  try {
    await browser.goto('https://www.paper.example/')
    await browser.clickIcon()
    const popup = await browser.openTab(false)
    await browser.goto(browser.url('pages/popup/index.html'))
    // The answer comes when nobody waits for it any more.
    await browser.run('browser.permissions.request = () => new Promise(() => {})')
    const button = '//button[normalize-space()="Watch this site"]'
    await until(
      () =>
        browser.click(button, 'xpath').then(
          () => true,
          () => false,
        ),
      (isPressed) => isPressed,
    )
    await browser.closeTab(popup)
    expect(await browser.stored('choices')).toEqual([])
    await browser.stopBackground()
    await browser.grant(['*://*.paper.example/*'])
    await until(
      () => browser.stored('choices'),
      (choices) => JSON.stringify(choices).includes('paper.example'),
    )
  } finally {
    await browser.close()
  }
})
