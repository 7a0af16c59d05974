import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession } from 'playwright-core'
import * as v from 'valibot'
import type { ChromiumBrowser } from '../browser/chromium.ts'
import { worlds } from './measure.ts'

/**
 * Makes the script's own world write down every message it sends and how long a look takes to be answered, and how
 * long the same message takes when it is refused at the door, the median of five times: what the browser needs to
 * carry it there and back.
 */
const LISTEN = `(() => {
  const { runtime } = chrome
  const send = runtime.sendMessage.bind(runtime)
  const time = async (message) => {
    const start = performance.now()
    const answer = await send(message)
    return { answer, took: performance.now() - start }
  }
  globalThis.heard = { times: [], messages: 0, looks: 0 }
  const looks = new Set()
  runtime.sendMessage = async (message) => {
    heard.messages++
    if (message.name !== 'look') return send(message)
    const { visit, number } = message.request
    heard.looks = looks.add(visit + number).size
    const { answer, took } = await time(message)
    // What follows from the answer, writing and the icon, is over by then.
    await new Promise((resolve) => setTimeout(resolve, 100))
    const carried = []
    for (let times = 0; times < 5; times++) {
      const refused = await time({ ...message, request: { ...message.request, visit: '' } })
      if (refused.answer.ok) throw new Error('A look without a visit was not refused.')
      carried.push(refused.took)
    }
    heard.times.push({ answered: took, carried: carried.sort((a, b) => a - b)[2] })
    return answer
  }
  // A port carries messages too; whoever opens one sends at least one.
  const connect = runtime.connect.bind(runtime)
  runtime.connect = (...args) => {
    heard.messages++
    return connect(...args)
  }
})()`

const heardSchema = v.object({
  times: v.array(v.object({ answered: v.number(), carried: v.number() })),
  messages: v.number(),
  looks: v.number(),
})

/** What the script sent while it looked; of each look, milliseconds to its answer and of these what carrying took. */
export type Heard = v.InferOutput<typeof heardSchema>

/** What is sent for one look and answered by a warm worker: the page turns into another by itself. */
export async function hearLook(browser: ChromiumBrowser, url: string): Promise<Heard> {
  const page = await browser.context.newPage()
  await page.goto(url, { waitUntil: 'domcontentloaded' })
  await pause(400)
  const { ids, session } = await worlds(page, browser)
  const [contextId] = ids
  if (contextId === undefined) throw new Error(`The script was not injected into ${url}.`)
  await session.send('Runtime.evaluate', { expression: LISTEN, contextId })
  await page.evaluate(() => history.pushState(null, '', `${location.pathname}bench`))
  let heard = await hear(session, contextId)
  for (let tries = 0; tries < 80 && heard.times.length === 0; tries++) {
    await pause(100)
    heard = await hear(session, contextId)
  }
  // What else it says of the look comes after the answer.
  await pause(200)
  heard = await hear(session, contextId)
  await page.close()
  return heard
}

async function hear(session: CDPSession, contextId: number): Promise<Heard> {
  const asked = { expression: 'globalThis.heard', contextId, returnByValue: true }
  return v.parse(heardSchema, (await session.send('Runtime.evaluate', asked)).result.value)
}
