/**
 * What the extension's own worker needs to verify, apply and keep a whole feed of a bad week and a day's diff, in Chromium:
 * from the last byte that comes to the end of the transaction, and from the first file that it asks for, the way over this
 * machine's network included: `npm run bench:feed-worker`. Beside it a page counts how often its own thread was held up.
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
/** What it asked for and keeps, and when the last byte of a file had come. */
const READ = `({
  ...self.benchLog,
  arrived: performance.getEntriesByType('resource')
    .filter(({ name }) => name.includes('/feed/content/')).map(({ responseEnd }) => responseEnd),
})`
const times = v.array(v.number())
const logSchema = v.object({ asked: times, kept: times, arrived: times })

/** Milliseconds from the first file that is asked for, and from the last byte that comes, until everything is kept. */
interface Took {
  all: number
  after: number
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
        const { asked, kept, arrived } = v.parse(logSchema, await worker.evaluate(READ))
        const last = kept[updates - 1]
        const since = asked[updates - 1]
        if (last !== undefined && since !== undefined)
          return { all: last - since, after: last - Math.max(...arrived.filter((at) => at < last)) }
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
  const after = median(rounds.map((one) => one[what].after))
  const goal = GOALS[what]
  if (after > goal) process.exitCode = 1
  console.log(
    `${what.padEnd(6)} from its last byte to kept ${after.toFixed(0)} ms (at most ${goal}) ${after <= goal ? 'met' : 'MISSED'}; from the first file asked for on ${all.toFixed(0)} ms`,
  )
}

const rounds: Awaited<ReturnType<typeof round>>[] = []
for (let i = 0; i < ROUNDS; i++) rounds.push(await round())
report('whole', rounds)
report('diff', rounds)
console.log(`long tasks of a page beside it: ${rounds.reduce((sum, { longTasks }) => sum + longTasks, 0)}`)
