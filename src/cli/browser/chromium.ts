import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import * as v from 'valibot'
import { removeProfile } from './remove-profile.ts'
import type { SiteServer } from './site-server.ts'
import { parseVisits, READ_STORE, type StoredVisit } from './stored.ts'

const answerSchema = v.object({ ok: v.boolean(), error: v.optional(v.string()) })

export interface ChromiumOptions {
  executable: string
  /** Folder of the built extension. */
  extension: string
  server: SiteServer
  headless?: boolean
  /** The X display that its windows are shown on, where it is not the usual one. */
  display?: string
  language?: string
  /** Keeps the pages in a sandbox: they are strangers'. Root has none to keep them in. */
  sandbox?: boolean
  /** Leaves the page open that greets a new reader. */
  keepsWelcome?: boolean
}

/** A real Chromium with the extension in it and no network but the server on this machine. */
export class ChromiumBrowser {
  private constructor(
    readonly context: BrowserContext,
    /** The extension's id in this profile. */
    readonly id: string,
    readonly profile: string,
  ) {}

  static async launch(options: ChromiumOptions): Promise<ChromiumBrowser> {
    const { executable, extension, server, display, language, keepsWelcome = false } = options
    const { headless = display === undefined, sandbox = false } = options
    const profile = await mkdtemp(join(tmpdir(), 'masthead-chromium-'))
    const started = chromium.launchPersistentContext(profile, {
      executablePath: executable,
      headless,
      chromiumSandbox: sandbox,
      // It would block those that the debugger loads.
      ignoreDefaultArgs: ['--disable-extensions'],
      ignoreHTTPSErrors: true,
      // How a program ends is its own to say, and the browser ends with it.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      ...(display === undefined ? {} : { env: { ...process.env, DISPLAY: display } }),
      ...(language === undefined ? {} : { locale: language }),
      args: [
        ...chromiumArguments(extension, server, sandbox),
        ...(language === undefined ? [] : [`--lang=${language}`, `--accept-lang=${language}`]),
      ],
    })
    const context = await started.catch(async (error: unknown) => {
      await removeProfile(profile)
      throw sandbox && NO_SANDBOX.test(String(error)) ? new Error(NEEDS_SANDBOX) : error
    })
    const id = await extensionId(context, extension)
    if (!keepsWelcome) await closeWelcome(context)
    return new ChromiumBrowser(context, id, profile)
  }

  /** Address of one of the extension's own files. */
  url(path: string): string {
    return `chrome-extension://${this.id}/${path}`
  }

  #desk: Promise<Page> | null = null

  /** One of the extension's own pages, kept open to look from and to speak as the extension. */
  desk(): Promise<Page> {
    this.#desk ??= this.context.newPage().then(async (page) => {
      await page.goto(this.url('pages/options/index.html'))
      return page
    })
    return this.#desk
  }

  /** Has domains watched that are granted, as a reader does on the options page. */
  async watch(domains: readonly string[]): Promise<void> {
    const desk = await this.desk()
    for (const domain of domains) {
      const message = { name: 'setDomain', request: { domain, isOn: true } }
      const answer: unknown = await desk.evaluate((sent) => chrome.runtime.sendMessage(sent), message)
      const { ok, error } = v.parse(answerSchema, answer)
      if (!ok) throw new Error(`The extension does not watch ${domain}: ${error}`)
    }
  }

  /** Everything in one store of the extension's database. */
  async stored(store: string): Promise<unknown> {
    const desk = await this.desk()
    return desk.evaluate(`(async (args) => {${READ_STORE}})(${JSON.stringify([store])})`)
  }

  /** The visits the extension remembers, oldest first. */
  async visits(): Promise<StoredVisit[]> {
    return parseVisits(await this.stored('visits'))
  }

  /** A protocol session with the whole browser. */
  async session(): Promise<CDPSession> {
    const browser = this.context.browser()
    if (browser === null) throw new Error('The browser is gone; start it again.')
    return browser.newBrowserCDPSession()
  }

  /** Stops the extension's worker, as the browser does whenever it likes. The next message starts a fresh one. */
  async stopWorker(): Promise<void> {
    const session = await this.context.newCDPSession(await this.desk())
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    await session.detach()
  }

  async close(): Promise<void> {
    await this.context.close()
    await removeProfile(this.profile)
  }
}

/** Milliseconds in which an extension that was named on the command line starts. */
const STARTING = 10_000

/** The page that greets a new reader opens by itself and in front; a tab has no address yet when it opens. */
async function closeWelcome(context: BrowserContext): Promise<void> {
  const end = Date.now() + STARTING
  while (Date.now() < end) {
    const welcome = context.pages().find((page) => page.url().includes('/pages/welcome/'))
    if (welcome !== undefined) return welcome.close()
    await pause(50)
  }
}

/** Chrome takes no extension from its command line (since 137), but from its debugger; Chromium takes it from both. */
async function extensionId(context: BrowserContext, extension: string): Promise<string> {
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: STARTING }).catch(() => null))
  if (worker !== null) return new URL(worker.url()).hostname
  const session = await context.browser()?.newBrowserCDPSession()
  if (session === undefined) throw new Error('This browser has no debugger to take the extension from.')
  const { id } = await session.send('Extensions.loadUnpacked', { path: extension })
  await session.detach()
  return id
}

/** What Chromium says where the system gives it none. */
const NO_SANDBOX = /No usable sandbox|sandboxing failed/i
const NEEDS_SANDBOX =
  'Chromium has no sandbox on this machine for pages of strangers; let users make namespaces of their own, or choose Firefox.'

/**
 * What Chromium is to do without. Of two such lists it takes the last, so that this one stands in the place of
 * Playwright's and repeats what of that matters here: addresses stay on HTTP, pages get no second start, and nobody
 * is asked anything while it starts.
 */
const WITHOUT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  // The address bar's suggestions are pages that are loaded with every start: a quarter of its work, for nobody.
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
]

/** What Chromium is started with: the extension, every host name led to the local server, and nothing else to talk to. */
export function chromiumArguments(extension: string, server: SiteServer, sandbox = false): string[] {
  const rules = `MAP *:80 127.0.0.1:${server.httpPort}, MAP *:443 127.0.0.1:${server.httpsPort}, MAP * ~NOTFOUND`
  return [
    ...(sandbox ? [] : ['--no-sandbox']),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${WITHOUT.join(',')}`,
    `--host-resolver-rules=${rules}`,
    // A call from page to page needs no name, and would reach any address of the network.
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--ignore-certificate-errors',
    '--enable-unsafe-extension-debugging',
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
  ]
}
