import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import * as v from 'valibot'
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

/**
 * Makes the script's own world write down how long a look takes to be answered, and how long the same message takes
 * when it is refused at the door: what the browser needs to carry it there and back.
 */
const LISTEN = `(() => {
  const send = chrome.runtime.sendMessage.bind(chrome.runtime)
  const time = async (message) => {
    const start = performance.now()
    const answer = await send(message)
    return { answer, took: performance.now() - start }
  }
  globalThis.answers = []
  chrome.runtime.sendMessage = async (message) => {
    const { answer, took } = await time(message)
    // What follows from the answer, writing and the icon, is over by then.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const refused = await time({ ...message, request: { ...message.request, visit: '' } })
    if (refused.answer.ok) throw new Error('A look without a visit was not refused.')
    globalThis.answers.push({ answered: took, carried: refused.took })
    return answer
  }
})()`

const answersSchema = v.array(v.object({ answered: v.number(), carried: v.number() }))

/** Milliseconds from a look's message to its answer, and of these what carrying the message took. */
export type AnswerTime = v.InferOutput<typeof answersSchema>[number]

/** The times of one look with a warm worker: the page turns into another by itself. */
export async function answerTimes(browser: ChromiumBrowser, url: string): Promise<AnswerTime[]> {
  const page = await browser.context.newPage()
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  await pause(400)
  const { ids, session } = await worlds(page, browser)
  const [contextId] = ids
  if (contextId === undefined) throw new Error(`The script was not injected into ${url}.`)
  await session.send('Runtime.evaluate', { expression: LISTEN, contextId })
  await page.evaluate(() => history.pushState(null, '', `${location.pathname}bench`))
  let times: AnswerTime[] = []
  for (let tries = 0; tries < 80 && times.length === 0; tries++) {
    await pause(100)
    const asked = { expression: 'globalThis.answers', contextId, returnByValue: true }
    times = v.parse(answersSchema, (await session.send('Runtime.evaluate', asked)).result.value)
  }
  await page.close()
  return times
}
