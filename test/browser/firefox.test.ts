import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { DEFACED, frontPage } from './pages.ts'
import { until } from './until.ts'

const BUILD = join(import.meta.dirname, '../../dist/firefox')
const HOME = 'https://www.lemonde.fr/'

let server: SiteServer
let browser: FirefoxBrowser
/** What the local web server answers, by path. */
let site: Record<string, string>

beforeAll(async () => {
  server = await startSiteServer((url) => {
    const body = site[url.pathname]
    return body === undefined ? null : { body }
  })
})
afterAll(() => server.close())

beforeEach(async () => {
  site = {}
  browser = await FirefoxBrowser.launch({
    executable: ensureBrowser('firefox', console.log),
    extension: BUILD,
    server,
  })
  await browser.goto(browser.url('pages/options/index.html'))
  const registered = () =>
    browser.run('return (await browser.scripting.getRegisteredContentScripts()).length')
  await until(registered, (count) => count === 1)
})
afterEach(() => browser.close())

const location = () => browser.location()
const isWarning = (url: string) => url.includes('/pages/warning/')
const visits = () => browser.visits()
const inWarning = (body: string) => until(() => browser.run(body), Boolean)

async function warned(): Promise<void> {
  await browser.goto(HOME)
  await until(location, isWarning)
  await inWarning('return document.querySelector("[role=alertdialog]") !== null')
}

describe('a defaced page', () => {
  beforeEach(() => {
    site = { '/': DEFACED }
  })

  it('is taken off the tab, shown when the reader asks for it, and stays', async () => {
    await warned()
    expect(await browser.text()).toContain('The real site appears altered')
    await browser.click('.ways summary')
    await browser.click('#show')
    await until(location, (url) => url === HOME)
    await until(visits, (all) => all.length === 2 && all[1]?.looks.length === 2)
    expect(await browser.location()).toBe(HOME)
    expect((await visits()).at(-1)?.shown).toBe('defaced')
  })

  it('is left for an empty tab', async () => {
    await warned()
    const [before] = await browser.tabs()
    await browser.click('button.primary')
    const after = await until(
      () => browser.tabs(),
      (tabs) => tabs.length === 1 && tabs[0] !== before,
    )
    await browser.switchTo(after[0] ?? '')
    expect(await browser.location()).not.toContain('lemonde.fr')
  })

  it('is warned of with the background stopped in between', async () => {
    await browser.goto(HOME)
    await until(visits, (all) => (all[0]?.looks.length ?? 0) >= 1)
    await browser.stopBackground()
    await until(location, isWarning)
    await browser.stopBackground()
    await inWarning('return document.querySelector("#mistake") !== null')
    await browser.click('.ways summary')
    await browser.stopBackground()
    await browser.click('#mistake')
    await until(location, (url) => url === HOME)
  })
})

describe('a healthy page', () => {
  it('is left alone, and looked at again when it turns into a defaced one by itself', async () => {
    site = { '/': frontPage() }
    await browser.goto(HOME)
    const [visit] = await until(visits, (all) => all.length === 1)
    expect(['unfamiliar', 'intact']).toContain(visit?.shown)
    expect(await browser.location()).toBe(HOME)
    await browser.run(
      'history.pushState(null, "", "/urgent"); document.documentElement.innerHTML = args[0]',
      DEFACED,
    )
    await until(location, isWarning)
  })

  it('nobody watches is not looked at, until the reader grants and adds it', async () => {
    site = { '/': frontPage() }
    await browser.goto('https://www.example.org/')
    expect(await visits()).toEqual([])
    await browser.goto(browser.url('pages/options/index.html'))
    await inWarning('return document.querySelector("form[aria-labelledby=add] input") !== null')
    await browser.run(
      `const input = document.querySelector('form[aria-labelledby=add] input')
       input.focus()
       input.value = 'https://www.example.org/some/page?q=1'
       input.dispatchEvent(new Event('input', { bubbles: true }))
       // The button waits for the list of suffixes; that it is drawn as waiting takes a moment.
       await new Promise((resolve) => setTimeout(resolve, 50))`,
    )
    await inWarning('return document.querySelector("form[aria-labelledby=add] button:enabled") !== null')
    await browser.click('form[aria-labelledby=add] button')
    const matches = () =>
      browser.run('return (await browser.scripting.getRegisteredContentScripts())[0].matches.join(" ")')
    await until(matches, (all) => String(all).includes('*://*.example.org/*'))
    await browser.goto('http://www.example.org/')
    await until(visits, (all) => all.some(({ url }) => url === 'http://www.example.org/'))
  })
})
