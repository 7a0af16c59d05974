import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { VERDICT_KINDS } from '../../../engine/verdict/verdict.ts'
import { ChromiumBrowser } from '../../browser/chromium.ts'
import { ensureBrowser } from '../../browser/ensure.ts'
import { type Site, startSiteServer } from '../../browser/site-server.ts'
import type { StoredVisit } from '../../browser/stored.ts'
import type { Outcome } from '../replay.ts'
import type { ListedVisit } from '../visit.ts'
import { grantedEverywhere } from './everywhere.ts'
import { type Seen, whatIsSeen } from './seen.ts'
import { stayHere } from './stay-here.ts'
import { visitSite } from './visit-site.ts'

/** Milliseconds a page may take to load, and its verdict to come to rest. */
const LOADING = 15_000
const JUDGING = 9_000
/** The extension takes longer where a page turns bad while it is watched: the look that confirms it is its third. */
const CONFIRMING = 16_000
/** A calm verdict is final when nothing large has changed for so long. */
const CALM = 2_000
const POLL = 100

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
  await desk.evaluate(async (names) => {
    const database = await new Promise<IDBDatabase | null>((resolve, reject) => {
      const opening = indexedDB.open('masthead')
      let isNew = false
      // Where the extension has made no database yet, an empty one must not stand in its way.
      opening.onupgradeneeded = () => {
        isNew = true
        opening.transaction?.abort()
      }
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => (isNew ? resolve(null) : reject(opening.error))
    })
    const stores = [...(database?.objectStoreNames ?? [])]
    if (database !== null && stores.length > 0) {
      const clearing = database.transaction(stores, 'readwrite')
      for (const store of stores) clearing.objectStore(store).clear()
      await new Promise((resolve, reject) => {
        clearing.oncomplete = resolve
        clearing.onerror = () => reject(clearing.error)
      })
    }
    database?.close()
    for (const domain of names) {
      const answer = await chrome.runtime.sendMessage({ name: 'setDomain', request: { domain, isOn: true } })
      if (answer?.ok !== true) throw new Error(`${domain} cannot be watched: ${answer?.error ?? 'no answer'}`)
    }
  }, hosts)
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
    const stored = await settledVisit(browser, page, before)
    if (stored === null) return { visit, error: `Visit ${visit.id}: the extension stored no verdict.` }
    const kind = VERDICT_KINDS.find((one) => one === stored.shown)
    if (kind === undefined) return { visit, error: `Visit ${visit.id}: "${stored.shown}" is no verdict.` }
    const { points, fingerprint, reasons, evidence } = stored.verdict
    const told = evidence.map(({ id, points: bits }) => ({
      id,
      points: bits,
      group: 'feed' as const,
      reason: { key: '', params: [] },
      source: { list: '', version: '' },
    }))
    return {
      visit,
      verdict: { kind, points, fingerprint, reasons, evidence: told },
      seen: await whatIsSeen(browser, page),
    }
  } finally {
    await page.close().catch(() => undefined)
  }
}

/** The stored visit once its verdict will not change by itself any more, or whatever there is when time is up. */
async function settledVisit(
  browser: ChromiumBrowser,
  page: Page,
  before: ReadonlySet<string>,
): Promise<StoredVisit | null> {
  const start = performance.now()
  let last: StoredVisit | null = null
  let looks = 0
  let since = start
  const patience = () => (last === null || last.verdict.kind === last.shown ? JUDGING : CONFIRMING)
  while (performance.now() - start < patience()) {
    const fresh = (await browser.visits()).filter((stored) => !before.has(stored.visit))
    const stored = fresh[0] ?? null
    const count = stored?.looks.length ?? 0
    if (count !== looks) since = performance.now()
    looks = count
    last = stored
    if (page.url().startsWith(browser.url('pages/warning/'))) return last
    const isFinal = last?.looks.at(-1)?.settled === true && last.verdict.kind === last.shown
    const isCalm = last !== null && last.shown !== 'suspect' && last.shown !== 'undetermined'
    if (last !== null && (isFinal || isCalm) && performance.now() - since > CALM) return last
    await new Promise((done) => setTimeout(done, POLL))
  }
  return last
}
