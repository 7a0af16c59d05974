import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import * as v from 'valibot'
import { afterEach, expect, it } from 'vitest'
import { chromiumArguments } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { removeProfile } from '../../src/cli/browser/remove-profile.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { parseVisits, READ_STORE } from '../../src/cli/browser/stored.ts'
import { frontPage } from './pages.ts'
import { until } from './until.ts'

const BUILD = join(import.meta.dirname, '../../dist/chrome')
const HOME = 'https://www.lemonde.fr/'

const rules = JSON.stringify({ prerender: [{ source: 'list', urls: ['/next'], eagerness: 'immediate' }] })
const script = (source: string) => `<script>${source}</script>`
/** Goes to the first watched page when the test lets it. */
const START = script(`
  const ask = setInterval(async () => {
    if (!(await fetch('/may-go')).ok) return
    clearInterval(ask)
    location.assign('https://www.lemonde.fr/')
  }, 200)`)
const FIRST =
  `<script type="speculationrules">${rules}</script>` +
  script("setTimeout(() => location.assign('/next'), 3000)")
const NEXT = script("document.addEventListener('prerenderingchange', () => fetch('/activated'))")

let server: SiteServer
let child: ChildProcess
let profile: string
let mayGo = false
const seen = new Map<string, { at: number; purpose: string }>()

afterEach(async () => {
  const ended = once(child, 'exit')
  child.kill()
  await ended
  await server.close()
  await removeProfile(profile)
})

/** Null until the browser has written it down. */
async function addressOfDebugger(): Promise<string | null> {
  const file = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
  const port = file.split('\n')[0]
  return port ? `http://127.0.0.1:${port}` : null
}

const tabsSchema = v.array(v.object({ id: v.string(), url: v.string() }))

/** The page that greets a new reader stands in front, and what nobody sees renders nothing ahead. */
async function closeWelcome(debuggerUrl: string): Promise<void> {
  const welcome = async () => {
    const tabs = v.parse(tabsSchema, await (await fetch(`${debuggerUrl}/json/list`)).json())
    return tabs.find(({ url }) => url.includes('/pages/welcome/'))
  }
  const tab = await until(welcome, (found) => found !== undefined)
  await fetch(`${debuggerUrl}/json/close/${tab?.id}`, { method: 'PUT' })
}

/** One of the extension's own pages, to ask from. */
async function openDesk(browser: Browser): Promise<Page> {
  const session = await browser.newBrowserCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  const own = targetInfos.find(({ url }) => url.startsWith('chrome-extension://'))
  const [context] = browser.contexts()
  if (own === undefined || context === undefined) throw new Error('The browser runs without the extension.')
  const desk = await context.newPage()
  await desk.goto(new URL('/pages/options/index.html', own.url).href)
  return desk
}

/** A page that opens before the extension has registered its script is never looked at. */
async function registered(debuggerUrl: string): Promise<void> {
  const browser = await chromium.connectOverCDP(debuggerUrl)
  const desk = await openDesk(browser)
  const scripts = () =>
    desk.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length)
  await until(scripts, (count) => count === 1)
  await desk.close()
  await browser.close()
}

// A driven browser renders nothing ahead, so this one runs by itself and is only asked afterwards.
it('a page rendered ahead is looked at only when somebody sees it', async () => {
  server = await startSiteServer((url, headers) => {
    seen.set(url.pathname, { at: Date.now(), purpose: String(headers['sec-purpose'] ?? '') })
    const heads: Record<string, string> = { '/start': START, '/': FIRST, '/next': NEXT, '/activated': '' }
    if (url.pathname === '/may-go') return { status: mayGo ? 204 : 404 }
    const head = heads[url.pathname]
    return head === undefined ? null : { body: frontPage({ head }) }
  })
  profile = await mkdtemp(join(tmpdir(), 'masthead-prerender-'))
  const flags = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
  child = spawn(
    ensureBrowser('chromium', console.log),
    [...flags, ...chromiumArguments(BUILD, server), 'https://start.example/start'],
    { stdio: 'ignore' },
  )
  const debuggerUrl = await until(addressOfDebugger, (url) => url !== null)
  await closeWelcome(`${debuggerUrl}`)
  await registered(`${debuggerUrl}`)
  mayGo = true
  await until(async () => seen.has('/activated'), Boolean)
  expect(seen.get('/next')?.purpose).toContain('prerender')

  const browser = await chromium.connectOverCDP(`${debuggerUrl}`)
  const desk = await openDesk(browser)
  const visits = async () => parseVisits(await desk.evaluate(`(async (args) => {${READ_STORE}})(["visits"])`))
  const all = await until(visits, (list) => list.some(({ url }) => url === `${HOME}next`))
  expect(all.map(({ url }) => url)).toEqual([HOME, `${HOME}next`])
  // It was fetched and rendered at once, and shown after three seconds.
  expect(all.at(-1)?.at).toBeGreaterThan((seen.get('/next')?.at ?? Number.POSITIVE_INFINITY) + 1_500)
  await browser.close()
})
