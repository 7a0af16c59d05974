/**
 * What the extension's own worker needs to verify, apply and keep a whole feed of a bad week and a day's diff, in Chromium:
 * the time in which it waits for no file, up to the end of the transaction, and all of it: `npm run bench:feed-worker`. Beside it a page counts how often its own thread was held up.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { feedDiff, feedFiles } from '../../engine/feed/publish.ts'
import { buildWithFeed } from '../browser/build-with-feed.ts'
import { ChromiumBrowser } from '../browser/chromium.ts'
import { ensureBrowser } from '../browser/ensure.ts'
import { startSiteServer } from '../browser/site-server.ts'
import { dayLater, fullFeed } from './full-feed.ts'
import { median } from './quantile.ts'
import { SignedFeed } from './signed-feed.ts'

const BUILD = join(import.meta.dirname, '../../../dist/chrome')
const FEED = 'https://collector.masthead.example/feed/'
const DAY = 86_400_000
const ROUNDS = 5
const GOALS = { whole: 1_000, diff: 100 }

/** In the worker: when the first file of an update was asked for, and when the update was kept. As text: the worker has the types of its own world. */
const WATCH = `(() => {
  const { fetch: own } = self
  const log = (self.benchLog = { asked: [], kept: [] })
  performance.setResourceTimingBufferSize(1_000)
  self.fetch = async (...args) => {
    if (String(args[0]).endsWith('/head.json')) log.asked.push(performance.now())
    return own(...args)
  }
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (...args) {
    const made = transaction.apply(this, args)
    if (made.mode === 'readwrite' && [...made.objectStoreNames].includes('feed'))
      made.addEventListener('complete', () => log.kept.push(performance.now()))
    return made
  }
})()`
const UPDATE = `chrome.alarms.create('feed', { when: Date.now() })`
const LONG_TASKS = `(() => {
  window.longTasks = 0
  new PerformanceObserver((list) => { window.longTasks += list.getEntries().length }).observe({ type: 'longtask' })
})()`
/** What it asked for and keeps, and when the bytes of heads and of other files came. */
const READ = `({
  ...self.benchLog,
  ...Object.fromEntries([['heads', '/feed/head.json'], ['files', '/feed/content/']].map(([what, part]) => [
    what,
    performance.getEntriesByType('resource').filter(({ name }) => name.includes(part))
      .map(({ startTime, responseEnd }) => ({ startTime, responseEnd })),
  ])),
})`
const times = v.array(v.number())
const fetched = v.array(v.object({ startTime: v.number(), responseEnd: v.number() }))
const logSchema = v.object({ asked: times, kept: times, heads: fetched, files: fetched })

/** Milliseconds from the first file that is asked for until everything is kept, and those of them in which nothing was waited for. */
interface Took {
  all: number
  own: number
}

/** The waits are for a head with its signatures, and from the first file asked for to the last byte of the last. */
function ownTime({ heads, files }: v.InferOutput<typeof logSchema>, since: number, until: number): number {
  const within = (entry: { startTime: number; responseEnd: number }) =>
    entry.startTime >= since - 1 && entry.responseEnd <= until
  const head = Math.max(...heads.filter(within).map(({ responseEnd }) => responseEnd))
  const asked = Math.min(...files.filter(within).map(({ startTime }) => startTime))
  const came = Math.max(...files.filter(within).map(({ responseEnd }) => responseEnd))
  return asked - head + (until - came)
}

/** One browser in a fresh profile, that takes in nothing, then all, then a day's change. */
async function round(): Promise<{ whole: Took; diff: Took; longTasks: number }> {
  const now = Date.now()
  const feed = new SignedFeed(now - 2 * DAY)
  const nothing = { patterns: [], signatures: [], incidents: [], suspended: [] }
  await feed.publish(1, now - 2 * DAY, feedFiles(nothing))
  const extension = buildWithFeed(BUILD, feed.served)
  const server = await startSiteServer((url) => {
    if (!url.href.startsWith(FEED)) return { body: '<!doctype html><title>A page</title><h1>A page</h1>' }
    const body = feed.served.get(url.href.slice(FEED.length))
    return body === undefined ? null : { headers: { 'access-control-allow-origin': '*' }, body }
  })
  const browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension,
    server,
  })
  try {
    const page = await browser.context.newPage()
    await page.goto('https://www.lemonde.fr/')
    const desk = await browser.desk()
    while (v.parse(v.array(v.unknown()), await browser.stored('feed')).length === 0)
      await page.waitForTimeout(100)
    const [worker] = browser.context.serviceWorkers()
    if (worker === undefined) throw new Error('The worker is not there.')
    await worker.evaluate(WATCH)
    await page.evaluate(LONG_TASKS)
    const took = async (updates: number): Promise<Took> => {
      await desk.evaluate(UPDATE)
      while (true) {
        const log = v.parse(logSchema, await worker.evaluate(READ))
        const last = log.kept[updates - 1]
        const since = log.asked[updates - 1]
        if (last !== undefined && since !== undefined)
          return { all: last - since, own: ownTime(log, since, last) }
        await page.waitForTimeout(200)
      }
    }
    const first = fullFeed({ incidents: 20_000, signatures: 5_000, now: now - DAY })
    const files = feedFiles(first)
    await feed.publish(2, now - DAY, files)
    const whole = await took(1)
    const next = feedFiles(dayLater(first, { began: 3_334, ended: 1_500, learned: 10 }, now))
    await feed.publish(3, now, next, feedDiff(files, next))
    const diff = await took(2)
    const longTasks = v.parse(v.number(), await page.evaluate('window.longTasks'))
    return { whole, diff, longTasks }
  } finally {
    await browser.close()
    await server.close()
    rmSync(extension, { recursive: true, force: true })
  }
}

function report(what: 'whole' | 'diff', rounds: readonly Awaited<ReturnType<typeof round>>[]): void {
  const all = median(rounds.map((one) => one[what].all))
  const own = median(rounds.map((one) => one[what].own))
  const goal = GOALS[what]
  if (own > goal) process.exitCode = 1
  console.log(
    `${what.padEnd(6)} verified, applied and kept in ${own.toFixed(0)} ms (at most ${goal}) ${own <= goal ? 'met' : 'MISSED'}; with the way over the network ${all.toFixed(0)} ms`,
  )
}

const rounds: Awaited<ReturnType<typeof round>>[] = []
for (let i = 0; i < ROUNDS; i++) rounds.push(await round())
report('whole', rounds)
report('diff', rounds)
console.log(`long tasks of a page beside it: ${rounds.reduce((sum, { longTasks }) => sum + longTasks, 0)}`)
