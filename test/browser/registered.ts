import type { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { until } from './until.ts'

const SCRIPTS = 'return (await (globalThis.browser ?? chrome).scripting.getRegisteredContentScripts()).length'

/**
 * Waits until the extension has registered its script: a page that opens before that is never looked at. `run` runs the
 * body of a function on one of the extension's own pages.
 */
export async function untilLooking(run: (body: string) => Promise<unknown>): Promise<void> {
  await until(
    () => run(SCRIPTS),
    (count) => count === 1,
  )
}

/** The same for a Chromium, from its desk. */
export async function untilRegistered(browser: ChromiumBrowser): Promise<void> {
  const desk = await browser.desk()
  await untilLooking((body) => desk.evaluate(`(async () => {${body}})()`))
}
