import { setTimeout as pause } from 'node:timers/promises'
import type { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { until } from './until.ts'
import type { XScreen } from './x-screen.ts'

/** Milliseconds for which Chromium takes no keys to its question, lest a reader answer before reading it. */
const PROTECTED = 1_000

/** Answers what Chromium asks the reader. The question stands at "Deny"; "Allow" is one further. */
export async function answer(browser: ChromiumBrowser, screen: XScreen, isAllowed: boolean): Promise<void> {
  await until(() => isAsking(browser), Boolean)
  await pause(PROTECTED)
  screen.press(...(isAllowed ? ['Tab', 'Return'] : ['Return']))
}

/** What is asked takes the focus off every window, and is none itself. So does a popup. */
async function isAsking(browser: ChromiumBrowser): Promise<boolean> {
  const desk = await browser.desk()
  return desk.evaluate(async () => {
    const windows = await chrome.windows.getAll()
    return (
      chrome.extension.getViews({ type: 'popup' }).length === 0 && windows.every(({ focused }) => !focused)
    )
  })
}
