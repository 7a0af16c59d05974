/**
 * How long the popup takes from being opened to standing there with its verdict, beside a popup of one line and no script,
 * in turn and in the same run: `npm run bench:popup`. Both are the browser's own popups, over the page of a newspaper.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { ChromiumBrowser } from '../browser/chromium.ts'
import { ensureBrowser } from '../browser/ensure.ts'
import { startSiteServer } from '../browser/site-server.ts'
import { median } from './quantile.ts'

const BUILD = join(import.meta.dirname, '../../../dist/chrome')
const SITE = 'https://www.lemonde.fr/'
const ROUNDS = 20
/** Openings before the clock counts: the worker is awake, as it is after a look. */
const WARM = 3
/** Milliseconds after which nothing more is painted. */
const SETTLED = 700
const GOAL = 100
const RATIO = 2

const PAGE = `<!doctype html><html lang="fr"><title>La Gazette</title><h1>La Gazette</h1>
  ${Array.from({ length: 30 }, (_, i) => `<p><a href="/article-${i}">Article ${i} du jour</a></p>`).join('')}</html>`
const BARE = '<!doctype html><html lang="en"><title>Bare</title><h2>Nothing but a line</h2></html>'

/** As text: the popup's window has the interface, and the page that asks has no type for it. */
const READ_AND_CLOSE = `(async () => {
  const [popup] = chrome.extension.getViews({ type: 'popup' })
  const painted = await new Promise((resolve) => {
    const observer = new popup.PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    observer.observe({ type: 'largest-contentful-paint', buffered: true })
  })
  popup.close()
  return painted
})()`

const extension = mkdtempSync(join(tmpdir(), 'masthead-popup-'))
cpSync(BUILD, extension, { recursive: true })
writeFileSync(join(extension, 'pages/bare.html'), BARE)
const server = await startSiteServer(() => ({ body: PAGE }))
const browser = await ChromiumBrowser.launch({
  executable: ensureBrowser('chromium', console.log),
  extension,
  server,
})
try {
  await browser.watch(['lemonde.fr'])
  const site = await browser.context.newPage()
  await site.goto(SITE)
  while ((await browser.visits()).length === 0) await site.waitForTimeout(100)
  const popup: number[] = []
  const bare: number[] = []
  for (let round = -WARM; round < ROUNDS; round++) {
    const times = [await open('pages/bare.html'), await open('pages/popup/index.html')]
    if (round < 0) continue
    bare.push(times[0] ?? Number.NaN)
    popup.push(times[1] ?? Number.NaN)
  }
  report(median(popup), median(bare))

  /** Milliseconds from the start of the navigation until the largest text was painted, as the browser itself noted. */
  async function open(path: string): Promise<number> {
    const desk = await browser.desk()
    await site.bringToFront()
    await desk.evaluate(async (popup) => {
      await chrome.action.setPopup({ popup })
      await chrome.action.openPopup()
    }, `/${path}`)
    await site.waitForTimeout(SETTLED)
    return v.parse(v.number(), await desk.evaluate(READ_AND_CLOSE))
  }
} finally {
  await browser.close()
  await server.close()
  rmSync(extension, { recursive: true, force: true })
}

function report(popup: number, bare: number): void {
  const ratio = popup / bare
  console.log(
    `popup, opened to painted, median of ${ROUNDS}   ${popup.toFixed(1)} ms (at most ${GOAL}) ${said(popup <= GOAL)}`,
  )
  console.log(`popup of one line                         ${bare.toFixed(1)} ms`)
  console.log(
    `ratio                                     ${ratio.toFixed(2)} × (at most ${RATIO}) ${said(ratio <= RATIO)}`,
  )
  if (popup > GOAL || ratio > RATIO) process.exitCode = 1
}

function said(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED'
}
