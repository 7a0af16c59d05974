import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { ChromiumBrowser } from '../browser/chromium.ts'
import { ensureBrowser } from '../browser/ensure.ts'
import { type BrowserFamily, findBrowser } from '../browser/find.ts'
import { FirefoxBrowser } from '../browser/firefox.ts'
import { settledVisit } from '../browser/settled-visit.ts'
import { type SiteServer, startSiteServer } from '../browser/site-server.ts'
import { WATCH_ONLY } from '../browser/watch-only.ts'
import { grantedEverywhere } from '../evaluate/browser/everywhere.ts'
import type { FetchLimits } from '../fetch/limits.ts'
import { type GivenPage, Relay } from './relay.ts'

const DIST = join(import.meta.dirname, '../../../dist')
/** Milliseconds a page may take to load, and then to draw what its scripts make. */
const LOADING = 30_000
const DRAWING = 1_500
const STEP = 500
/** Milliseconds in which a page is read, and in which it is closed: one whose scripts never end lets nobody do either. */
const TAKING = 5_000
const CLOSING = 10_000

/** What a browser saw of a page. */
export interface Rendered {
  /** Where it ended up. */
  url: string
  /** The page as it stood when its scripts had run. */
  html: string
  verdict: Verdict
  /** PNG; null where the warning was faster. */
  screenshot: Uint8Array | null
}

export interface Renderer {
  name: string
  look(address: string, given: GivenPage | null): Promise<Rendered | { error: string }>
  close(): Promise<void>
}

/** One page in a browser with the extension in it. */
interface Tab {
  goto(url: string): Promise<void>
  location(): Promise<string>
  html(): Promise<string>
  picture(): Promise<Uint8Array>
  close(): Promise<void>
}

interface Driven {
  name: string
  /** Address of the extension's pages. */
  own: string
  visits: ChromiumBrowser['visits']
  watchOnly(host: string): Promise<void>
  open(): Promise<Tab>
  close(): Promise<void>
}

/**
 * A browser of this machine, an installed Chromium before an installed Firefox, with the extension as it was built: what it
 * says of a page is what a reader's would say who sees the page for the first time.
 */
export async function openRenderer(limits: FetchLimits, wanted?: BrowserFamily): Promise<Renderer> {
  const onlyFirefox = findBrowser('chromium') === null && findBrowser('firefox') !== null
  const family = wanted ?? (onlyFirefox ? 'firefox' : 'chromium')
  const build = join(DIST, family === 'chromium' ? 'chrome' : 'firefox')
  if (!existsSync(build)) throw new Error('The extension is not built yet; run "npm run build" first.')
  const executable = ensureBrowser(family, (line) => process.stderr.write(`${line}\n`))
  const relay = new Relay(limits)
  const extension = grantedEverywhere(build)
  // A server that still listens would keep the program from ending: whatever fails, what was begun is ended.
  const begun: (() => Promise<void>)[] = [async () => rmSync(extension, { recursive: true, force: true })]
  const close = async () => {
    const faults: unknown[] = []
    for (const end of begun.toReversed()) await end().catch((error: unknown) => faults.push(error))
    if (faults.length > 0) throw faults[0]
  }
  try {
    const server = await startSiteServer(relay.answer)
    begun.push(() => server.close())
    const drive = family === 'chromium' ? chromium : firefox
    const browser = await drive({ executable, extension, server })
    begun.push(() => browser.close())
    return {
      name: browser.name,
      look: (address, given) => lookIn(browser, relay, address, given),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function lookIn(
  browser: Driven,
  relay: Relay,
  address: string,
  given: GivenPage | null,
): Promise<Rendered | { error: string }> {
  const visited = relay.begin(address, given)
  await browser.watchOnly(new URL(visited).hostname)
  const before = new Set((await browser.visits()).map(({ visit }) => visit))
  const tab = await browser.open()
  try {
    const isWarned = async () => (await tab.location()).startsWith(`${browser.own}pages/warning/`)
    await tab.goto(visited)
    let seen: Pick<Rendered, 'html' | 'screenshot'> | null = null
    // The last picture before the warning, where that comes: it stands in the page's place from then on.
    for (let passed = 0; passed < DRAWING && !(await isWarned()); passed += STEP) {
      // The page may go while it is taken.
      const taken = await within(TAKING, take(tab)).catch(() => null)
      if (taken !== null && !(await isWarned())) seen = taken
      await pause(STEP)
    }
    const stored = await settledVisit({ visits: browser.visits, isWarned }, before)
    if (stored === null) return { error: `${address} was not judged: ${browser.name} showed nothing of it.` }
    const verdict = { ...stored.verdict, kind: stored.shown }
    return { url: stored.url, html: seen?.html ?? '', verdict, screenshot: seen?.screenshot ?? null }
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { error: `${address} could not be shown in ${browser.name} (${why}).` }
  } finally {
    await within(CLOSING, tab.close()).catch(() => undefined)
  }
}

/** What somebody works on, or null where that takes longer than so many milliseconds. */
async function within<T>(time: number, work: Promise<T>): Promise<T | null> {
  const over = new AbortController()
  try {
    return await Promise.race([work, pause(time, null, { signal: over.signal })])
  } finally {
    over.abort()
  }
}

const take = async (tab: Tab) => ({ html: await tab.html(), screenshot: await tab.picture() })

interface Means {
  executable: string
  extension: string
  server: SiteServer
}

/** Chromium keeps nothing of root's in a sandbox. */
const isRoot = (): boolean => process.getuid?.() === 0

async function chromium(means: Means): Promise<Driven> {
  const browser = await ChromiumBrowser.launch({ ...means, sandbox: !isRoot() })
  return {
    name: 'Chromium',
    own: browser.url(''),
    visits: () => browser.visits(),
    watchOnly: async (host) => {
      const desk = await browser.desk()
      await desk.evaluate(`(async (args) => {${WATCH_ONLY}})(${JSON.stringify([[host]])})`)
    },
    open: async () => {
      const page = await browser.context.newPage()
      page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined))
      page.on('popup', (popup) => void popup.close().catch(() => undefined))
      return {
        goto: async (url) => {
          await page.goto(url, { waitUntil: 'domcontentloaded', timeout: LOADING })
        },
        location: async () => page.url(),
        html: () => page.content(),
        picture: () => page.screenshot(),
        close: () => page.close(),
      }
    },
    close: () => browser.close(),
  }
}

async function firefox(means: Means): Promise<Driven> {
  const browser = await FirefoxBrowser.launch(means)
  return {
    name: 'Firefox',
    own: browser.url(''),
    visits: () => browser.visits(),
    watchOnly: async (host) => {
      await browser.grant([`*://*.${host.replace(/^www\./, '')}/*`])
      await browser.behind('pages/options/index.html', WATCH_ONLY, [host])
    },
    open: async () => {
      const handle = await browser.openTab(true)
      return {
        goto: (url) => browser.goto(url),
        location: () => browser.location(),
        html: async () => String(await browser.run('return document.documentElement.outerHTML')),
        picture: () => browser.screenshot(),
        close: () => browser.closeTab(handle),
      }
    },
    close: () => browser.close(),
  }
}
