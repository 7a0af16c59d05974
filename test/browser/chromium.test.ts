import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { whatIsSeen } from '../../src/cli/evaluate/browser/seen.ts'
import { readPages } from '../pages/read-pages.ts'
import { DEFACED, frontPage, LOUD } from './pages.ts'
import { until } from './until.ts'

const BUILD = join(import.meta.dirname, '../../dist/chrome')
const HOME = 'https://www.lemonde.fr/'

let server: SiteServer
let browser: ChromiumBrowser
let page: Page
/** What the local web server answers, by address. */
let site: Record<string, string>

beforeAll(async () => {
  server = await startSiteServer((url) => {
    const body = site[url.href] ?? site[url.pathname]
    return body === undefined ? null : { body }
  })
  browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension: BUILD,
    server,
  })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

/** One browser for all: each test begins with what a reader has who just told Masthead to start over. */
beforeEach(async () => {
  site = {}
  const desk = await browser.desk()
  for (const other of browser.context.pages()) if (other !== desk) await other.close()
  await desk.evaluate((sent) => chrome.runtime.sendMessage(sent), { name: 'resetAll', request: null })
  // Pages opened before the script is registered are not looked at.
  const registered = () => desk.evaluate(() => chrome.scripting.getRegisteredContentScripts())
  await until(registered, (scripts) => scripts.length === 1)
  page = await browser.context.newPage()
})

const isWarning = (url: string) => url.includes('/pages/warning/')
const visits = () => browser.visits()
const lastShown = async () => (await visits()).at(-1)?.shown
const looks = (count: number) =>
  until(visits, (all) => (all.at(-1)?.looks.length ?? 0) >= count).then((all) => all.at(-1))

async function warned(): Promise<string> {
  await page.goto(HOME)
  await until(async () => page.url(), isWarning)
  await page.getByRole('alertdialog').waitFor()
  return page.url()
}

describe('a defaced page', () => {
  beforeEach(() => {
    site = { '/': DEFACED }
  })

  it('is taken off the tab after a second look, with reasons and without page data in the address', async () => {
    const url = await warned()
    expect(url).toMatch(/\/pages\/warning\/index\.html\?incident=[0-9a-f-]{36}$/)
    const dialog = page.getByRole('alertdialog')
    expect(await dialog.getByRole('heading', { level: 1 }).textContent()).toBe(
      'The real site appears altered',
    )
    expect(await dialog.getByRole('listitem').count()).toBeGreaterThanOrEqual(2)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Leave this page')
    const [visit] = await visits()
    expect(visit?.looks.map(({ kind }) => kind)).toEqual(['defaced', 'defaced'])
    expect(visit?.looks.at(-1)?.settled).toBe(true)
  })

  it('is left for an empty tab, and its own tab closes', async () => {
    await warned()
    const opened = browser.context.waitForEvent('page')
    const closed = page.waitForEvent('close')
    await page.getByRole('button', { name: 'Leave this page' }).click()
    await Promise.all([opened, closed])
    expect(browser.context.pages().some((one) => one.url().startsWith(HOME))).toBe(false)
  })

  it('stays open once the reader asked for it, as long as it shows the same', async () => {
    await warned()
    await page.getByText('Other ways on').click()
    await page.getByRole('button', { name: 'Show the page anyway' }).click()
    await page.waitForURL(HOME)
    await looks(2)
    await page.reload()
    await until(visits, (all) => all.length === 3 && all[2]?.looks.length === 2)
    expect(page.url()).toBe(HOME)
    expect(await lastShown()).toBe('defaced')
  })

  it('is remembered as a mistake when the reader says so', async () => {
    await warned()
    await page.getByText('Other ways on').click()
    await page.getByRole('button', { name: 'This is a mistake' }).click()
    await page.waitForURL(HOME)
    expect(await browser.stored('decisions')).toMatchObject([{ host: 'www.lemonde.fr', decision: 'mistake' }])
  })

  it('is warned of with the worker stopped between every two steps', async () => {
    await page.goto(HOME)
    await looks(1)
    await browser.stopWorker()
    await until(async () => page.url(), isWarning)
    await browser.stopWorker()
    await page.getByText('Other ways on').click()
    await browser.stopWorker()
    await page.getByRole('button', { name: 'Show the page anyway' }).click()
    await page.waitForURL(HOME)
    await browser.stopWorker()
    await until(visits, (all) => all.length === 2 && all[1]?.looks.length === 2)
    expect(page.url()).toBe(HOME)
    expect(await browser.stored('incidents')).toHaveLength(1)
  })

  it('that was in the back-forward cache is looked at again', async () => {
    site['/b'] = frontPage()
    await warned()
    await page.getByText('Other ways on').click()
    await page.getByRole('button', { name: 'Show the page anyway' }).click()
    await page.waitForURL(HOME)
    await looks(2)
    await page.goto(`${HOME}b`)
    await looks(1)
    const before = (await visits()).length
    await page.goBack()
    await until(visits, (all) => all.length > before)
  })

  it('cannot talk its verdict down with a frame that shows a healthy page', async () => {
    site = {
      '/': DEFACED.replace('</center>', '<iframe src="/whole" width="400" height="100"></iframe></center>'),
      '/whole': frontPage(),
    }
    await warned()
    expect((await visits()).map(({ url }) => url)).toEqual([HOME])
  })
})

/** The popup over a page that stays, with a banner and an icon that say that something is unusual. */
async function popupBesideBanner(): Promise<Page> {
  const seen = await until(
    () => whatIsSeen(browser, page),
    ({ banner }) => banner,
  )
  expect(seen).toMatchObject({ warning: false, icon: expect.stringContaining('something is unusual here') })
  const popup = await browser.context.newPage()
  // The popup asks for the tab in front; opened as a tab of its own it is told which one.
  await page.bringToFront()
  await popup.goto(browser.url('pages/popup/index.html'))
  return popup
}

describe('a suspect page', () => {
  beforeEach(async () => {
    site = { '/': LOUD }
    await page.goto(HOME)
    await until(lastShown, (shown) => shown === 'suspect')
  })

  it('stays, with a banner over it, an icon that says so, and a popup that gives reasons', async () => {
    const popup = await popupBesideBanner()
    await popup.getByRole('heading', { level: 2, name: 'something is unusual here' }).waitFor()
    expect(await popup.getByRole('listitem').count()).toBeGreaterThanOrEqual(2)
    expect(await popup.locator('body').textContent()).not.toContain('no words for yet')
  })

  it('has its banner closed by the keyboard, and not again for the same evidence', async () => {
    await until(
      () => whatIsSeen(browser, page),
      ({ banner }) => banner,
    )
    await page.bringToFront()
    // From outside a closed shadow tree only its host, which stands beside the body, is seen to have the focus.
    const isInBanner = () =>
      page.evaluate(
        () =>
          document.activeElement?.parentElement === document.documentElement &&
          document.activeElement !== document.body,
      )
    for (let tries = 0; tries < 6 && !(await isInBanner()); tries++) await page.keyboard.press('Tab')
    expect(await isInBanner()).toBe(true)
    await page.keyboard.press('Enter')
    await until(
      () => whatIsSeen(browser, page),
      ({ banner }) => !banner,
    )
    await until(
      () => browser.stored('decisions'),
      (all) => Array.isArray(all) && all.length === 1,
    )
    await page.reload()
    await until(visits, (all) => all.length === 2 && all[1]?.looks.some(({ settled }) => settled) === true)
    expect((await whatIsSeen(browser, page)).banner).toBe(false)
  })
})

describe('a game that says who pwned you', () => {
  it('stays at first sight, with a banner and the reason for it', async () => {
    site = { '/': readPages().get('game-over')?.html ?? '' }
    await page.goto(HOME)
    await until(lastShown, (shown) => shown === 'suspect')
    const popup = await popupBesideBanner()
    await popup.getByText('also offers something of its own').waitFor()
  })
})

describe('a page that is known, under an empty sheet', () => {
  const COVER = 'position:fixed;inset:0;background:#000;z-index:99999'
  const sheet = (rest: string) =>
    frontPage().replace('</body>', `<div id="sheet" style="${COVER}"></div>${rest}</body>`)
  const seenTimes = (count: number) =>
    until(visits, (all) => all.length === count && (all.at(-1)?.looks.length ?? 0) > 0)
  beforeEach(async () => {
    site = { '/': frontPage() }
    for (let visit = 1; visit <= 2; visit++) {
      await page.goto(HOME)
      await seenTimes(visit)
    }
  })

  it('gets a banner', async () => {
    site = { '/': sheet('') }
    await page.goto(HOME)
    await until(lastShown, (shown) => shown === 'suspect')
    expect(await whatIsSeen(browser, page)).toMatchObject({ warning: false })
  })

  it('gets none once a script has taken the sheet away', async () => {
    site = { '/': sheet('<script>document.getElementById("sheet").remove()</script>') }
    await page.goto(HOME)
    await seenTimes(3)
    expect(await lastShown()).not.toBe('suspect')
    expect((await whatIsSeen(browser, page)).banner).toBe(false)
  })
})

describe('a healthy page', () => {
  beforeEach(() => {
    site = { '/': frontPage() }
  })

  it('is left alone', async () => {
    await page.goto(HOME)
    const visit = await looks(1)
    expect(['unfamiliar', 'intact']).toContain(visit?.shown)
    expect(page.url()).toBe(HOME)
  })

  it('cannot be told by a page: nothing of the extension can be reached', async () => {
    await page.goto(HOME)
    const manifest = JSON.parse(readFileSync(join(BUILD, 'manifest.json'), 'utf8'))
    expect(manifest.web_accessible_resources).toBeUndefined()
    for (const file of [
      'manifest.json',
      'content/start.js',
      'icons/masthead-16.png',
      'pages/warning/index.html',
    ]) {
      expect(existsSync(join(BUILD, file)), file).toBe(true)
      const reached = await page.evaluate(
        (url) =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        browser.url(file),
      )
      expect(reached, file).toBe(false)
    }
  })

  it('is looked at again when it turns into another page by itself', async () => {
    await page.goto(HOME)
    await looks(1)
    await page.evaluate((html) => {
      history.pushState(null, '', '/urgent')
      document.documentElement.innerHTML = html
    }, DEFACED)
    await until(async () => page.url(), isWarning)
    expect((await visits()).at(-1)?.url).toBe(`${HOME}urgent`)
  })

  it('is looked at again when a script replaces all of it', async () => {
    await page.goto(HOME)
    await looks(1)
    await page.evaluate((html) => {
      document.documentElement.innerHTML = html
    }, DEFACED)
    await until(async () => page.url(), isWarning)
  })

  it('is not looked at without end, however often it changes', async () => {
    await page.goto(HOME)
    await page.evaluate(() => {
      setInterval(() => {
        const box = document.createElement('div')
        for (let i = 0; i < 100; i++) box.append(document.createElement('p'))
        for (const child of [...box.children]) document.body.append(child)
      }, 100)
    })
    const visit = await looks(2)
    expect(visit?.looks.length).toBeLessThanOrEqual(4)
  })
})

describe('pages nobody watches', () => {
  it('get no script and send no message', async () => {
    site = { '/': DEFACED }
    await page.goto('https://www.example.org/')
    const contexts: string[] = []
    const session = await browser.context.newCDPSession(page)
    session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context.origin))
    await session.send('Runtime.enable')
    expect(contexts).toContain('https://www.example.org')
    expect(contexts.filter((origin) => origin.startsWith('chrome-extension:'))).toEqual([])
    expect(await visits()).toEqual([])
  })
})

describe('a forged message', () => {
  it('from a page reaches nobody, and one with the wrong sender or shape is refused', async () => {
    site = { '/': frontPage() }
    await page.goto(HOME)
    const reach = (id: string) => typeof globalThis.chrome?.runtime?.sendMessage === 'function' && id !== ''
    expect(await page.evaluate(reach, browser.id)).toBe(false)
    const desk = await browser.desk()
    const record = { version: 1, url: HOME, status: 200, at: 1, tape: '', view: null, limits: [] }
    const request = { visit: 'a'.repeat(32), number: 1, settled: true, record }
    for (const message of [{ name: 'look', request }, { name: 'format', request: null }, 'hello', null])
      expect(await desk.evaluate((sent) => chrome.runtime.sendMessage(sent), message)).toMatchObject({
        ok: false,
      })
    expect((await visits()).map(({ visit }) => visit)).not.toContain(request.visit)
  })
})
