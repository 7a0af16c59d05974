import type { Page } from 'playwright-core'
import { ChromiumBrowser, type ChromiumOptions } from '../../src/cli/browser/chromium.ts'
import { untilRegistered } from '../browser/registered.ts'
import type { Reader } from './reader.ts'

/** Of the size that a popup has over a page. */
const POPUP = { width: 380, height: 560 }

export async function chromiumReader(options: ChromiumOptions): Promise<Reader> {
  const browser = await ChromiumBrowser.launch(options)
  const page = browser.context.pages()[0] ?? (await browser.context.newPage())
  page.on('dialog', (dialog) => void dialog.dismiss())
  await untilRegistered(browser)
  return {
    name: 'Chromium',
    goto: async (url) => {
      await page.bringToFront()
      await page.goto(url, { waitUntil: 'domcontentloaded' })
    },
    location: async () => page.url(),
    visits: () => browser.visits(),
    picture: () => page.screenshot(),
    warning: async () => {
      await page.getByRole('alertdialog').waitFor()
      return page.screenshot()
    },
    popup: () => popupOver(browser, page),
    closed: async () => {
      if (!page.isClosed()) await page.waitForEvent('close', { timeout: 0 }).catch(() => undefined)
    },
    close: () => browser.close(),
  }
}

/** The popup asks for the tab in front: it is opened behind it. */
async function popupOver(browser: ChromiumBrowser, page: Page): Promise<Buffer> {
  const popup = await browser.context.newPage()
  try {
    await popup.setViewportSize(POPUP)
    await page.bringToFront()
    await popup.goto(browser.url('pages/popup/index.html'))
    await popup.locator('main:not([aria-busy])').waitFor()
    return await popup.screenshot()
  } finally {
    await popup.close()
  }
}
