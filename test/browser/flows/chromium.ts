import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { ChromiumBrowser } from '../../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../../src/cli/browser/ensure.ts'
import type { SiteServer } from '../../../src/cli/browser/site-server.ts'
import { CHROMIUM_BUILD } from '../../gallery/build-in.ts'
import { answer } from '../chromium-question.ts'
import { inClosedShadow } from '../closed-shadow.ts'
import { untilRegistered } from '../registered.ts'
import { until } from '../until.ts'
import { openScreen } from '../x-screen.ts'
import { type Driver, type DriverOptions, pressable, type SavedFile, type View } from './driver.ts'

class ChromiumView implements View {
  constructor(readonly page: Page) {}

  async location(): Promise<string> {
    return this.page.url()
  }

  text(): Promise<string> {
    return this.page.locator('body').innerText()
  }

  async press(said: string): Promise<void> {
    await this.page
      .locator(`xpath=${pressable(said)}`)
      .first()
      .click()
      .catch((error: unknown) => {
        // A button that closes its own tab may have done so before the click is reported; what follows looks for that.
        if (!this.page.isClosed()) throw error
      })
  }

  fill(selector: string, value: string): Promise<void> {
    return this.page.locator(selector).first().fill(value)
  }

  async saves(said: string): Promise<SavedFile> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.press(said)])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }

  choose(selector: string, file: string): Promise<void> {
    return this.page.locator(selector).first().setInputFiles(file)
  }

  picture(selector?: string): Promise<Buffer> {
    return selector === undefined ? this.page.screenshot() : this.page.locator(selector).first().screenshot()
  }

  run(body: string): Promise<unknown> {
    return this.page.evaluate(`(async () => {${body}})()`)
  }

  close(): Promise<void> {
    return this.page.close()
  }
}

/** A script, as text: a compiler that names functions would break it on its way into the page. */
const knowAddress = (url: string) => `{
  const query = chrome.tabs.query.bind(chrome.tabs)
  chrome.tabs.query = async (wanted) =>
    (await query(wanted)).map((tab) => ({ ...tab, url: ${JSON.stringify(url)} }))
}`

/** The flows' Chromium. */
export async function chromiumDriver(server: SiteServer, options: DriverOptions = {}): Promise<Driver> {
  const { asks = false, ...rest } = options
  const executable = ensureBrowser('chromium', console.log)
  // Its question takes real keys alone, and stands on a screen.
  const screen = asks ? await openScreen() : null
  const display = screen === null ? {} : { display: screen.display }
  const browser = await ChromiumBrowser.launch({
    executable,
    extension: CHROMIUM_BUILD,
    server,
    ...display,
    ...rest,
  }).catch(async (error: unknown) => {
    await screen?.close()
    throw error
  })
  await untilRegistered(browser)
  let front: Page | null = null
  const pageOf = (view: View): Page => {
    if (!(view instanceof ChromiumView)) throw new Error('This view is of another browser.')
    return view.page
  }
  return {
    url: (path) => browser.url(path),
    async open(url) {
      front = await browser.context.newPage()
      await front.goto(url)
      return new ChromiumView(front)
    },
    async openInWindow(url) {
      const opening = browser.context.waitForEvent('page')
      const session = await browser.session()
      await session.send('Target.createTarget', { url: 'about:blank', newWindow: true })
      front = await opening
      await front.goto(url)
      return new ChromiumView(front)
    },
    async opened(part) {
      const find = async () => browser.context.pages().find((page) => page.url().includes(part)) ?? null
      front = await until(find, (page) => page !== null)
      if (front === null) throw new Error(`No tab opened at ${part}.`)
      await front.bringToFront()
      return new ChromiumView(front)
    },
    async popup() {
      const over = front?.url() ?? ''
      const page = await browser.context.newPage()
      // A click on the icon lets the extension know the tab's address, whether it may read the site or not.
      await page.addInitScript({ content: knowAddress(over) })
      await front?.bringToFront()
      await page.goto(browser.url('pages/popup/index.html'))
      await page.locator('main:not([aria-busy])').waitFor()
      return new ChromiumView(page)
    },
    async allow() {
      if (screen === null) throw new Error('This browser asks nobody; open it with "asks".')
      await answer(browser, screen, true)
    },
    addresses: async () => browser.context.pages().map((page) => page.url()),
    async frames(view) {
      const page = pageOf(view)
      return page.frames().flatMap((one) => (one === page.mainFrame() ? [] : [one.url()]))
    },
    async banner(view) {
      return (await inClosedShadow(pageOf(view))).texts.join(' ')
    },
    async closeBanner(view, how) {
      const page = pageOf(view)
      await page.bringToFront()
      const [button] = (await inClosedShadow(page)).buttons
      if (button === undefined) throw new Error('There is no banner to close.')
      if (how === 'click') return page.mouse.click(button.x, button.y)
      // From outside a closed shadow tree only its host, which stands beside the body, is seen to have the focus.
      const isIn = () =>
        page.evaluate(
          () =>
            document.activeElement?.parentElement === document.documentElement &&
            document.activeElement !== document.body,
        )
      for (let pressed = 0; pressed < 6 && !(await isIn()); pressed++) await page.keyboard.press('Tab')
      await page.keyboard.press('Escape')
    },
    async reportInBanner(view) {
      const page = pageOf(view)
      await page.bringToFront()
      const [, button] = (await inClosedShadow(page)).buttons
      if (button === undefined) throw new Error('There is no banner to report in.')
      await page.mouse.click(button.x, button.y)
    },
    stored: (store) => browser.stored(store),
    async close() {
      await browser.close()
      await screen?.close()
    },
  }
}
