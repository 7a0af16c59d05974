import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { ChromiumBrowser } from '../../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../../src/cli/browser/ensure.ts'
import type { SiteServer } from '../../../src/cli/browser/site-server.ts'
import { inClosedShadow } from '../closed-shadow.ts'
import { type Driver, pressable, type View } from './driver.ts'

const BUILD = join(import.meta.dirname, '../../../dist/chrome')

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
  }

  run(body: string): Promise<unknown> {
    return this.page.evaluate(`(async () => {${body}})()`)
  }

  close(): Promise<void> {
    return this.page.close()
  }
}

/** The flows' Chromium. */
export async function chromiumDriver(server: SiteServer): Promise<Driver> {
  const executable = ensureBrowser('chromium', console.log)
  const browser = await ChromiumBrowser.launch({ executable, extension: BUILD, server })
  await browser.desk()
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
    async popup() {
      const over = front?.url() ?? ''
      const page = await browser.context.newPage()
      // A click on the icon lets the extension know the tab's address, whether it may read the site or not.
      await page.addInitScript((url) => {
        const query = chrome.tabs.query.bind(chrome.tabs)
        const known = async (wanted: chrome.tabs.QueryInfo) =>
          (await query(wanted)).map((tab) => ({ ...tab, url }))
        Object.assign(chrome.tabs, { query: known })
      }, over)
      await front?.bringToFront()
      await page.goto(browser.url('pages/popup/index.html'))
      await page.locator('main:not([aria-busy])').waitFor()
      return new ChromiumView(page)
    },
    addresses: async () => browser.context.pages().map((page) => page.url()),
    async banner(view) {
      return (await inClosedShadow(pageOf(view))).texts.join(' ')
    },
    async closeBanner(view, how) {
      const page = pageOf(view)
      await page.bringToFront()
      const { button } = await inClosedShadow(page)
      if (button === null) throw new Error('There is no banner to close.')
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
    stored: (store) => browser.stored(store),
    close: () => browser.close(),
  }
}
