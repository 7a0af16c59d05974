import { rmSync } from 'node:fs'
import { ChromiumBrowser } from '../../browser/chromium.ts'
import { ensureBrowser } from '../../browser/ensure.ts'
import { settledVisit } from '../../browser/settled-visit.ts'
import { type Site, startSiteServer } from '../../browser/site-server.ts'
import { WATCH_ONLY } from '../../browser/watch-only.ts'
import type { Outcome } from '../replay.ts'
import type { ListedVisit } from '../visit.ts'
import { grantedEverywhere } from './everywhere.ts'
import { type Seen, whatIsSeen } from './seen.ts'
import { stayHere } from './stay-here.ts'
import { visitSite } from './visit-site.ts'

/** Milliseconds a page may take to load. */
const LOADING = 15_000

export type BrowserOutcome = Outcome & { seen?: Seen }

/**
 * Makes the visits in a real Chromium with the built extension: each page under its own host name, with its own
 * status, from a server on this machine and nothing else in reach. The verdict is what the extension stored.
 */
export async function replayInBrowser(
  sessionList: readonly ListedVisit[][],
  build: string,
  onOutcome: (outcome: BrowserOutcome) => void,
): Promise<void> {
  let current: Site = () => null
  const server = await startSiteServer((url, headers) => current(url, headers))
  const extension = grantedEverywhere(build)
  const executable = ensureBrowser('chromium', (line) => process.stderr.write(`${line}\n`))
  const browser = await ChromiumBrowser.launch({ executable, extension, server })
  try {
    for (const session of sessionList) {
      await watchOnly(browser, [...new Set(session.map(({ url }) => new URL(url).hostname))])
      for (const visit of session) {
        // One page that cannot be visited must not end the visits to all others.
        const made = makeVisit(browser, visit, (site) => {
          current = site
        }).catch(
          (error: unknown): BrowserOutcome => ({
            visit,
            error: `Visit ${visit.id}: it could not be made in the browser (${error instanceof Error ? error.message : String(error)}).`,
          }),
        )
        onOutcome(await made)
      }
    }
  } finally {
    await browser.close()
    await server.close()
    rmSync(extension, { recursive: true, force: true })
  }
}

/** A fresh store, with nothing in it but the wish to watch these hosts. */
async function watchOnly(browser: ChromiumBrowser, hosts: readonly string[]): Promise<void> {
  const desk = await browser.desk()
  await desk.evaluate(`(async (args) => {${WATCH_ONLY}})(${JSON.stringify([hosts])})`)
}

async function makeVisit(
  browser: ChromiumBrowser,
  visit: ListedVisit,
  serve: (site: Site) => void,
): Promise<BrowserOutcome> {
  serve(visitSite(visit))
  const page = await browser.context.newPage()
  // What a page says in dialogs and pop-ups is put away at once, as a reader would.
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined))
  page.on('popup', (popup) => void popup.close().catch(() => undefined))
  await page.addInitScript(stayHere)
  const before = new Set((await browser.visits()).map((stored) => stored.visit))
  try {
    await page.goto(visit.url, { waitUntil: 'domcontentloaded', timeout: LOADING }).catch(() => null)
    const warning = browser.url('pages/warning/')
    const watched = {
      visits: () => browser.visits(),
      isWarned: async () => page.url().startsWith(warning),
    }
    const stored = await settledVisit(watched, before)
    if (stored === null) return { visit, error: `Visit ${visit.id}: the extension stored no verdict.` }
    const verdict = { ...stored.verdict, kind: stored.shown }
    return { visit, verdict, seen: await whatIsSeen(browser, page) }
  } finally {
    await page.close().catch(() => undefined)
  }
}
