import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import type { ChromiumBrowser } from '../browser/chromium.ts'
import { type ScriptTime, timeOf } from './trace.ts'

/** The file the browser injects. */
export const SCRIPT = 'content/start.js'

/** What a script costs a page's main thread while the page is opened in a fresh tab, all of its start included. */
export async function costOf(browser: ChromiumBrowser, url: string, script: string): Promise<ScriptTime> {
  const session = await browser.session()
  const page = await browser.context.newPage()
  const time = await timeOf(session, script, async () => {
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    await pause(400)
  })
  await page.close()
  await session.detach()
  if (time.whole === 0)
    throw new Error(`${script} did not run on ${url}; the build does not inject it there.`)
  return time
}

/** The worlds of the extension in a page, by id; none where it is not watched. */
export async function worlds(
  page: Page,
  browser: ChromiumBrowser,
): Promise<{ ids: number[]; session: CDPSession }> {
  const session = await browser.context.newCDPSession(page)
  const ids: number[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${browser.id}`) ids.push(context.id)
  })
  await session.send('Runtime.enable')
  return { ids, session }
}
