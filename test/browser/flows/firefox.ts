import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { ensureBrowser } from '../../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../../src/cli/browser/firefox.ts'
import type { SiteServer } from '../../../src/cli/browser/site-server.ts'
import { FIREFOX_BUILD } from '../../gallery/build-in.ts'
import { untilLooking } from '../registered.ts'
import { until } from '../until.ts'
import { type Driver, type DriverOptions, pressable, type SavedFile, type View } from './driver.ts'

/** The banner's bar, which stands in a closed shadow tree beside the page's body. */
const BAR = `const bar = Array.from(document.documentElement.children)
  .map((host) => host.openOrClosedShadowRoot?.firstElementChild)
  .find((one) => one?.getAttribute('role') === 'alertdialog') ?? null;`
const WORDS = `${BAR} return bar?.textContent ?? ''`
/** The middle of one of its buttons, by its number. */
const BUTTON = `${BAR}
  const box = bar.querySelectorAll('button')[args[0]].getBoundingClientRect()
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }`
const FOCUS = `${BAR} bar.querySelector('button').focus()`

const placeSchema = v.object({ x: v.number(), y: v.number() })

class FirefoxView implements View {
  constructor(
    readonly browser: FirefoxBrowser,
    readonly handle: string,
  ) {}

  async location(): Promise<string> {
    await this.browser.lookInto(this.handle)
    return this.browser.location()
  }

  async text(): Promise<string> {
    await this.browser.lookInto(this.handle)
    return this.browser.text()
  }

  async press(said: string): Promise<void> {
    await this.browser.lookInto(this.handle)
    await this.browser.click(pressable(said), 'xpath')
  }

  async fill(selector: string, value: string): Promise<void> {
    await this.browser.lookInto(this.handle)
    await this.browser.type(selector, value)
  }

  async saves(said: string): Promise<SavedFile> {
    const { downloads } = this.browser
    await this.press(said)
    // The browser writes beside the file, and gives it its name when it is whole.
    const names = () => readdir(downloads).catch(() => [])
    const isWhole = ([first = '', ...others]: string[]) =>
      /[^.]\.(?!part$)\w+$/.test(first) && others.length === 0
    const [name = ''] = await until(names, isWhole)
    const path = join(downloads, name)
    const text = await until(() => readFile(path, 'utf8'), Boolean)
    // The next of that name would get another.
    await rm(path)
    return { name, text }
  }

  async choose(selector: string, file: string): Promise<void> {
    await this.browser.lookInto(this.handle)
    await this.browser.type(selector, file)
  }

  async picture(selector?: string): Promise<Buffer> {
    await this.browser.lookInto(this.handle)
    return this.browser.screenshot(selector === undefined ? 'screen' : { selector })
  }

  async run(body: string): Promise<unknown> {
    await this.browser.lookInto(this.handle)
    return this.browser.run(body)
  }

  async close(): Promise<void> {
    await this.browser.closeTab(this.handle)
  }
}

/** The flows' Firefox. */
export async function firefoxDriver(server: SiteServer, options: DriverOptions = {}): Promise<Driver> {
  const executable = ensureBrowser('firefox', console.log)
  const browser = await FirefoxBrowser.launch({ executable, extension: FIREFOX_BUILD, server, ...options })
  const handleOf = (view: View): string => {
    if (!(view instanceof FirefoxView)) throw new Error('This view is of another browser.')
    return view.handle
  }
  const driver: Driver = {
    url: (path) => browser.url(path),
    async open(url) {
      const view = new FirefoxView(browser, await browser.openTab(true))
      await browser.goto(url)
      return view
    },
    async openInWindow(url) {
      const view = new FirefoxView(browser, await browser.openWindow())
      await browser.lookInto(view.handle)
      await browser.goto(url)
      return view
    },
    async opened(part) {
      const handle = await until(
        async () => {
          for (const one of await browser.tabs()) {
            await browser.lookInto(one)
            if ((await browser.location()).includes(part)) return one
          }
          return null
        },
        (one) => one !== null,
      )
      if (handle === null) throw new Error(`No tab opened at ${part}.`)
      await browser.switchTo(handle)
      return new FirefoxView(browser, handle)
    },
    async popup() {
      await browser.clickIcon()
      const view = new FirefoxView(browser, await browser.openTab(false))
      await browser.goto(browser.url('pages/popup/index.html'))
      const isThere = `return document.querySelector('main:not([aria-busy])') !== null`
      await until(() => view.run(isThere), Boolean)
      return view
    },
    async allow() {
      await until(() => browser.allow(), Boolean)
    },
    addresses: () => browser.addresses(),
    async frames(view) {
      await browser.lookInto(handleOf(view))
      const shown = `return gBrowser.selectedBrowser.browsingContext.children
        .map((one) => one.currentWindowGlobal?.documentURI.spec ?? '')`
      return v.parse(v.array(v.string()), await browser.runAsBrowser(shown))
    },
    async banner(view) {
      await browser.lookInto(handleOf(view))
      return v.parse(v.string(), await browser.runInside(WORDS))
    },
    async closeBanner(view, how) {
      await browser.lookInto(handleOf(view))
      const { x, y } = v.parse(placeSchema, await browser.runInside(BUTTON, 0))
      if (how === 'click') return browser.clickAt(x, y)
      await browser.runInside(FOCUS)
      await browser.pressKey('\ue00c')
    },
    async reportInBanner(view) {
      await browser.lookInto(handleOf(view))
      const { x, y } = v.parse(placeSchema, await browser.runInside(BUTTON, 1))
      await browser.clickAt(x, y)
    },
    stored: (store) => browser.stored(store),
    close: () => browser.close(),
  }
  await untilLooking((body) => browser.behind('pages/options/index.html', body))
  return driver
}
