import type { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { until } from './until.ts'

/** Waits until the extension has registered its script: a page that opens before that is never looked at. */
export async function untilRegistered(browser: ChromiumBrowser): Promise<void> {
  const desk = await browser.desk()
  await until(
    () => desk.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length),
    (count) => count === 1,
  )
}
