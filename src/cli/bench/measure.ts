import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import * as v from 'valibot'
import type { ChromiumBrowser } from '../browser/chromium.ts'
import { type ScriptTime, timeOf } from './trace.ts'

/** The file the browser injects. */
export const SCRIPT = 'content/start.js'

/** A walk that looks at nothing, on a page nothing has walked before. */
const WALK = `(() => {
  const start = performance.now()
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
  let nodes = 0
  while (walker.nextNode() !== null) nodes++
  return { time: performance.now() - start, nodes }
})()`

const walkSchema = v.object({ time: v.number(), nodes: v.number() })

export interface Walked {
  time: number
  nodes: number
}

/** The first look at a page in a fresh tab, all of the script's start included. */
export async function lookAt(browser: ChromiumBrowser, url: string): Promise<ScriptTime> {
  const session = await browser.session()
  const page = await browser.context.newPage()
  const time = await timeOf(session, SCRIPT, async () => {
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    await pause(400)
  })
  await page.close()
  await session.detach()
  return time
}

/** A bare walk over the same page under a name nobody watches, in a world of its own. */
export async function walk(browser: ChromiumBrowser, url: string): Promise<Walked> {
  const page = await browser.context.newPage()
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  await pause(400)
  const session = await browser.context.newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  })
  const { result } = await session.send('Runtime.evaluate', {
    expression: WALK,
    contextId: executionContextId,
    returnByValue: true,
  })
  await page.close()
  return v.parse(walkSchema, result.value)
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

/** Makes the script's own world write down how long each of its messages takes to be answered. */
const LISTEN = `(() => {
  const send = chrome.runtime.sendMessage.bind(chrome.runtime)
  globalThis.times = []
  chrome.runtime.sendMessage = async (message) => {
    const start = performance.now()
    const answer = await send(message)
    globalThis.times.push(performance.now() - start)
    return answer
  }
})()`

const timesSchema = v.array(v.number())

/** Milliseconds from each message to its answer, for one look with a warm worker: the page turns into another by itself. */
export async function answerTimes(browser: ChromiumBrowser, url: string): Promise<number[]> {
  const page = await browser.context.newPage()
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  await pause(400)
  const { ids, session } = await worlds(page, browser)
  const [contextId] = ids
  if (contextId === undefined) throw new Error(`The script was not injected into ${url}.`)
  await session.send('Runtime.evaluate', { expression: LISTEN, contextId })
  await page.evaluate(() => history.pushState(null, '', `${location.pathname}bench`))
  let times: number[] = []
  for (let tries = 0; tries < 80 && times.length === 0; tries++) {
    await pause(100)
    const asked = { expression: 'globalThis.times', contextId, returnByValue: true }
    times = v.parse(timesSchema, (await session.send('Runtime.evaluate', asked)).result.value)
  }
  await page.close()
  return times
}
