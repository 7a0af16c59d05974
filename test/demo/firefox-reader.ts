import { once } from 'node:events'
import * as v from 'valibot'
import { FirefoxBrowser, type FirefoxOptions } from '../../src/cli/browser/firefox.ts'
import { until } from '../browser/until.ts'
import type { Reader } from './reader.ts'

export async function firefoxReader(options: FirefoxOptions): Promise<Reader> {
  const browser = await FirefoxBrowser.launch(options)
  return {
    name: 'Firefox',
    // A page that fails to load by its status is still a page to be judged.
    goto: (url) => browser.goto(url).catch(() => undefined),
    location: () => browser.location(),
    visits: () => browser.visits(),
    picture: () => browser.screenshot(),
    warning: async () => {
      const isDrawn = () => browser.run('return document.querySelector("[role=alertdialog]") !== null')
      await until(isDrawn, (drawn) => drawn === true)
      return browser.screenshot()
    },
    popup: () => popupOver(browser),
    closed: async () => {
      if (browser.process.exitCode === null) await once(browser.process, 'exit')
    },
    close: () => browser.close(),
  }
}

const handleSchema = v.object({ handle: v.string() })

/** The popup asks for the tab in front: it is opened behind it. */
async function popupOver(browser: FirefoxBrowser): Promise<Buffer> {
  const [front] = await browser.tabs()
  const opened = await browser.marionette.send('WebDriver:NewWindow', { type: 'tab', focus: false })
  const { handle } = v.parse(handleSchema, opened)
  await browser.marionette.send('WebDriver:SwitchToWindow', { handle, focus: false })
  try {
    await browser.goto(browser.url('pages/popup/index.html'))
    await until(
      () => browser.text(),
      (text) => text.trim() !== '',
    )
    return await browser.screenshot()
  } finally {
    await browser.marionette.send('WebDriver:CloseWindow')
    if (front !== undefined) await browser.switchTo(front)
  }
}
