import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { DEFACED, frontPage, LOUD } from './pages.ts'
import { until } from './until.ts'

// Firefox renders no page ahead of its reader: what is tested of that in Chromium has nothing to correspond to here.

const BUILD = join(import.meta.dirname, '../../dist/firefox')
const UNWATCHED = 'https://www.example.org/'

let server: SiteServer
let browser: FirefoxBrowser
/** What the local web server answers, by address. */
let site: Record<string, string>

// One browser for all, which takes seconds to start: each test has a newspaper of its own instead.
beforeAll(async () => {
  server = await startSiteServer((url) => {
    const body = site[url.href]
    return body === undefined ? null : { body }
  })
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
afterAll(async () => {
  await browser.close()
  await server.close()
})

beforeEach(() => {
  site = {}
})

const visitsOf = async (url: string) => (await browser.visits()).filter((one) => one.url.startsWith(url))
const lookedAt = (url: string, count = 1) =>
  until(
    () => visitsOf(url),
    (all) => all.length >= count,
  )

/** Opens a page, another one, and goes back: whether the browser had kept the first, and the visits up to then. */
async function goBackTo(home: string): Promise<{ isKept: boolean; before: number }> {
  await browser.goto(home)
  await lookedAt(home)
  await browser.run('document.documentElement.dataset.kept = "yes"')
  await browser.goto(`${home}b`)
  await lookedAt(`${home}b`)
  const before = (await visitsOf(home)).length
  await browser.back()
  await until(
    () => browser.location(),
    (at) => at === home,
  )
  const isKept = (await browser.run('return document.documentElement.dataset.kept')) === 'yes'
  return { isKept, before }
}

const isWarning = (url: string) => url.includes('/pages/warning/')

/** The role of what stands in a closed shadow tree beside the page's body, and its words. */
const BANNER = `const bars = Array.from(document.documentElement.children)
  .map((host) => host.openOrClosedShadowRoot?.firstElementChild)
  .filter((bar) => bar?.getAttribute('role') === 'alertdialog')
  return bars.map((bar) => bar.textContent).join()`

/** Whether the extension has a script in a window. */
const hasScript = (window: string) =>
  browser.runInside(`
    const { ExtensionContent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs')
    return ExtensionContent.getContextByExtensionId('masthead@masthead.example', ${window}) !== undefined`)

describe('a suspect page', () => {
  const HOME = 'https://www.liberation.fr/'

  it('stays, with a banner over it that it cannot read, and a popup that gives reasons', async () => {
    site = { [HOME]: LOUD }
    await browser.goto(HOME)
    const words = await until(() => browser.runInside(BANNER), Boolean)
    expect(words).toContain('unusual')
    expect(await browser.location()).toBe(HOME)
    expect(await browser.text()).not.toContain('unusual')
    const isOpen =
      'return Array.from(document.documentElement.children).some((host) => host.shadowRoot !== null)'
    expect(await browser.run(isOpen)).toBe(false)
    // The popup asks for the tab in front.
    const popup = () =>
      browser.behind(
        'pages/popup/index.html',
        `for (let tries = 0; tries < 100 && document.querySelector('h2') === null; tries++)
           await new Promise((done) => setTimeout(done, 50))
         return { verdict: document.querySelector('h2')?.textContent, hasReasons: document.querySelectorAll('li').length >= 2 }`,
      )
    expect(await popup()).toEqual({ verdict: 'something is unusual here', hasReasons: true })
  })
})

describe('a page with frames', () => {
  it('cannot talk its verdict down with one that shows a healthy page', async () => {
    const home = 'https://www.lefigaro.fr/'
    site = {
      [home]: DEFACED.replace(
        '</center>',
        '<iframe src="/whole" width="400" height="100"></iframe></center>',
      ),
      [`${home}whole`]: frontPage(),
    }
    await browser.goto(home)
    await until(() => browser.location(), isWarning)
    expect((await visitsOf(home)).map(({ url }) => url)).toEqual([home])
  })

  it('has none of them judged by itself', async () => {
    const home = 'https://www.leparisien.fr/'
    site = {
      [home]: frontPage({ body: '<iframe src="/message" width="300" height="100"></iframe>' }),
      [`${home}message`]: DEFACED,
    }
    await browser.goto(home)
    const [visit] = await lookedAt(home)
    expect(['unfamiliar', 'intact']).toContain(visit?.shown)
    expect(await hasScript('window')).toBe(true)
    expect(await hasScript('window.frames[0]')).toBe(false)
    expect((await visitsOf(home)).map(({ url }) => url)).toEqual([home])
  })
})

describe('a healthy page', () => {
  it('that comes back from the back-forward cache is looked at again', async () => {
    const home = 'https://www.20minutes.fr/'
    site = { [home]: frontPage(), [`${home}b`]: frontPage() }
    let back = await goBackTo(home)
    // A browser that is short of memory drops what it kept, and loads the page anew: that is another test's matter.
    for (let tries = 1; !back.isKept && tries < 4; tries++) back = await goBackTo(home)
    expect(back.isKept).toBe(true)
    await lookedAt(home, back.before + 1)
    expect((await visitsOf(home)).at(-1)?.url).toBe(home)
  })

  it('cannot tell that the extension is there', async () => {
    const home = 'https://www.la-croix.com/'
    site = { [home]: frontPage() }
    await browser.goto(home)
    await lookedAt(home)
    for (const file of [
      'manifest.json',
      'content/start.js',
      'icons/masthead-16.png',
      'pages/popup/index.html',
    ]) {
      const own = `return (await fetch(args[0])).ok`
      expect(await browser.behind('pages/options/index.html', own, browser.url(file)), file).toBe(true)
      const reached = `const { fetch } = window.wrappedJSObject ?? window
        return fetch(args[0]).then(() => 'reached', () => 'refused')`
      expect(await browser.run(reached, browser.url(file)), file).toBe('refused')
    }
  })
})

describe('a page nobody watches', () => {
  it('gets no script and is not looked at', async () => {
    site = { [UNWATCHED]: DEFACED }
    await browser.goto(UNWATCHED)
    expect(await hasScript('window')).toBe(false)
    expect(await visitsOf(UNWATCHED)).toEqual([])
  })
})

describe('a forged message', () => {
  it('from a page reaches nobody, and one with the wrong sender or shape is refused', async () => {
    const home = 'https://www.ouest-france.fr/'
    site = { [home]: frontPage() }
    await browser.goto(home)
    await lookedAt(home)
    const reach = `const page = window.wrappedJSObject ?? window
      return [typeof page.chrome, typeof page.browser]`
    expect(await browser.run(reach)).toEqual(['undefined', 'undefined'])
    const record = { version: 1, url: home, status: 200, at: 1, html: '', view: null, limits: [] }
    const request = { visit: 'a'.repeat(32), number: 1, settled: true, record }
    const send = 'return browser.runtime.sendMessage(args[0])'
    for (const message of [{ name: 'look', request }, { name: 'format', request: null }, 'hello', null])
      expect(await browser.behind('pages/options/index.html', send, message)).toMatchObject({ ok: false })
    expect((await browser.visits()).map(({ visit }) => visit)).not.toContain(request.visit)
  })
})
