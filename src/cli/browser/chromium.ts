import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type CDPSession, chromium } from 'playwright-core'
import type { SiteServer } from './site-server.ts'

export interface ChromiumOptions {
  executable: string
  /** Folder of the built extension. */
  extension: string
  server: SiteServer
  headless?: boolean
  language?: string
}

/** A real Chromium with the extension in it and no network but the server on this machine. */
export class ChromiumBrowser {
  private constructor(
    readonly context: BrowserContext,
    /** The extension's id in this profile. */
    readonly id: string,
    readonly profile: string,
  ) {}

  static async launch({ executable, extension, server, headless = true, language }: ChromiumOptions) {
    const profile = await mkdtemp(join(tmpdir(), 'masthead-chromium-'))
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: executable,
      headless,
      ignoreHTTPSErrors: true,
      ...(language === undefined ? {} : { locale: language }),
      args: [
        ...argumentsFor(extension, server),
        ...(language === undefined ? [] : [`--lang=${language}`, `--accept-lang=${language}`]),
      ],
    })
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    return new ChromiumBrowser(context, new URL(worker.url()).hostname, profile)
  }

  /** Address of one of the extension's own files. */
  url(path: string): string {
    return `chrome-extension://${this.id}/${path}`
  }

  /** A protocol session with the whole browser. */
  async session(): Promise<CDPSession> {
    const browser = this.context.browser()
    if (browser === null) throw new Error('The browser is gone; start it again.')
    return browser.newBrowserCDPSession()
  }

  async close(): Promise<void> {
    await this.context.close()
    await rm(this.profile, { recursive: true, force: true })
  }
}

function argumentsFor(extension: string, server: SiteServer): string[] {
  const rules = `MAP *:80 127.0.0.1:${server.httpPort}, MAP *:443 127.0.0.1:${server.httpsPort}, MAP * ~NOTFOUND`
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--host-resolver-rules=${rules}`,
    '--ignore-certificate-errors',
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
  ]
}
