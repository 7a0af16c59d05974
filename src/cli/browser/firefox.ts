import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { Marionette } from './marionette.ts'
import { removeProfile } from './remove-profile.ts'
import type { SiteServer } from './site-server.ts'
import { parseVisits, READ_STORE, type StoredVisit } from './stored.ts'

export interface FirefoxOptions {
  executable: string
  /** Folder or archive of the built extension. */
  extension: string
  server: SiteServer
  headless?: boolean
  language?: string
  /** Leaves the page open that greets a new reader. */
  keepsWelcome?: boolean
  /** Asks the reader for permissions, as it asks everybody; otherwise it grants them by itself. */
  asks?: boolean
  /** The home folder it is given; a policy of the user's own lies in it. */
  home?: string
}

/** The add-on's id, as policies name it. */
export const FIREFOX_ID = 'masthead@masthead.example'
/** The add-on's address inside this profile, chosen by us so that its pages can be opened. */
const UUID = 'b6f0a3a4-52c5-4d3e-9c3a-6d2f3c1f7a10'
const ADDON = FIREFOX_ID

const found = v.record(v.string(), v.string())
const outcome = v.object({ value: v.optional(v.unknown()), error: v.optional(v.string()) })
const answerOf = (reply: unknown): unknown => v.parse(v.object({ value: v.unknown() }), reply).value

/** Milliseconds that an element has to appear, and a browser to start on a machine that is busy. */
const APPEARS = 5_000
const STARTS = 60_000

/** A real Firefox with the extension in it, driven over Marionette. */
export class FirefoxBrowser {
  private constructor(
    readonly marionette: Marionette,
    readonly process: ChildProcess,
    readonly profile: string,
  ) {}

  static async launch(options: FirefoxOptions): Promise<FirefoxBrowser> {
    const {
      executable,
      extension,
      server,
      headless = true,
      language,
      keepsWelcome = false,
      asks = false,
      home,
    } = options
    const profile = await mkdtemp(join(tmpdir(), 'masthead-firefox-'))
    await writeFile(join(profile, 'user.js'), preferences(server, profile, asks, language))
    const flags = ['--no-remote', '--profile', profile, '--marionette', '--remote-allow-system-access']
    const child = spawn(executable, headless ? ['--headless', ...flags] : flags, {
      stdio: 'ignore',
      env: home === undefined ? process.env : { ...process.env, HOME: home },
    })
    const marionette = await Marionette.connect(await portOf(profile, child))
    // What is clicked or filled may still be drawn.
    const session = { acceptInsecureCerts: true, timeouts: { implicit: APPEARS } }
    await marionette.send('WebDriver:NewSession', session, STARTS)
    await marionette.send('Addon:Install', { path: extension, temporary: true })
    const browser = new FirefoxBrowser(marionette, child, profile)
    if (!keepsWelcome) await browser.#closeWelcome()
    return browser
  }

  /** The page that greets a new reader opens by itself, in a tab in front. */
  async #closeWelcome(): Promise<void> {
    const [first] = await this.tabs()
    for (let tries = 0; tries < 100; tries++) {
      for (const handle of (await this.tabs()).filter((one) => one !== first)) {
        await this.switchTo(handle)
        const isWelcome = (await this.location()).includes('/pages/welcome/')
        if (isWelcome) await this.marionette.send('WebDriver:CloseWindow')
        if (first !== undefined) await this.switchTo(first)
        if (isWelcome) return
      }
      await pause(100)
    }
  }

  /** The folder that it saves files in. */
  get downloads(): string {
    return downloadsIn(this.profile)
  }

  /** Address of one of the extension's own files. */
  url(path: string): string {
    return `moz-extension://${UUID}/${path}`
  }

  async goto(url: string): Promise<void> {
    await this.marionette.send('WebDriver:Navigate', { url })
  }

  async back(): Promise<void> {
    await this.marionette.send('WebDriver:Back')
  }

  /** Address of the current tab. */
  async location(): Promise<string> {
    return v.parse(v.string(), answerOf(await this.marionette.send('WebDriver:GetCurrentURL')))
  }

  /** Runs a function body in the current page and gives what it returns, or what its promise comes to. */
  async run(body: string, ...args: unknown[]): Promise<unknown> {
    return this.#evaluate(script(body, args))
  }

  async #evaluate(sent: object): Promise<unknown> {
    const reply = answerOf(await this.marionette.send('WebDriver:ExecuteAsyncScript', sent))
    const { value, error } = v.parse(outcome, reply)
    if (error !== undefined) throw new Error(`A script in the page failed: ${error}`)
    return value
  }

  /** The same where the page is, with the browser's own rights: closed shadow trees and other scripts' worlds are open. */
  async runInside(body: string, ...args: unknown[]): Promise<unknown> {
    return this.#evaluate({ ...script(body, args), sandbox: 'system' })
  }

  /** The same in the browser itself, outside of any page. */
  async runAsBrowser(body: string, ...args: unknown[]): Promise<unknown> {
    await this.marionette.send('Marionette:SetContext', { value: 'chrome' })
    try {
      return await this.run(body, ...args)
    } finally {
      await this.marionette.send('Marionette:SetContext', { value: 'content' })
    }
  }

  /** A real click on the first element that a selector finds. */
  async click(selector: string, kind: 'css selector' | 'xpath' = 'css selector'): Promise<void> {
    await this.marionette.send('WebDriver:ElementClick', { id: await this.#find(selector, kind) })
  }

  async #find(
    selector: string,
    kind: 'css selector' | 'xpath' = 'css selector',
  ): Promise<string | undefined> {
    const using = { using: kind, value: selector }
    const element = answerOf(await this.marionette.send('WebDriver:FindElement', using))
    return Object.values(v.parse(found, element))[0]
  }

  /** A real click on a place of the current page, in CSS pixels. */
  async clickAt(x: number, y: number): Promise<void> {
    const steps = [
      { type: 'pointerMove', x, y, origin: 'viewport', duration: 0 },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]
    await this.#act({ type: 'pointer', id: 'mouse', actions: steps })
  }

  /** A real press of a key, or several, by the code that WebDriver gives it. */
  async pressKey(value: string, times = 1): Promise<void> {
    const presses = Array.from({ length: times }, () => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await this.#act({ type: 'key', id: 'keyboard', actions: presses.flat() })
  }

  async #act(source: object): Promise<void> {
    await this.marionette.send('WebDriver:PerformActions', { actions: [source] })
    await this.marionette.send('WebDriver:ReleaseActions')
  }

  /** The visible text of the current page. */
  async text(): Promise<string> {
    return v.parse(v.string(), await this.run('return document.body?.innerText ?? ""'))
  }

  /** Types into the first field that a selector finds. */
  async type(selector: string, text: string): Promise<void> {
    await this.marionette.send('WebDriver:ElementSendKeys', { id: await this.#find(selector), text })
  }

  /** A picture of what is seen of the current page, of the whole, or of the first element that a selector finds, as PNG. */
  async screenshot(part: 'screen' | 'whole' | { selector: string } = 'screen'): Promise<Buffer> {
    const of = typeof part === 'object' ? { id: await this.#find(part.selector) } : { full: part === 'whole' }
    const taken = await this.marionette.send('WebDriver:TakeScreenshot', of)
    return Buffer.from(v.parse(v.string(), answerOf(taken)), 'base64')
  }

  /** The tabs' handles, and which is current. */
  async tabs(): Promise<string[]> {
    return v.parse(v.array(v.string()), await this.marionette.send('WebDriver:GetWindowHandles'))
  }

  async switchTo(handle: string): Promise<void> {
    await this.marionette.send('WebDriver:SwitchToWindow', { handle })
  }

  /** Makes a tab the one that is driven, and leaves in front what is. */
  async lookInto(handle: string): Promise<void> {
    await this.marionette.send('WebDriver:SwitchToWindow', { handle, focus: false })
  }

  /** Opens an empty tab, in front or behind, and drives it; gives its handle. */
  async openTab(isInFront: boolean): Promise<string> {
    await this.#current()
    const open = () => this.marionette.send('WebDriver:NewWindow', { type: 'tab', focus: isInFront })
    const opened = isInFront ? await open() : await this.#behindFront(open)
    const { handle } = v.parse(v.object({ handle: v.string() }), opened)
    await this.lookInto(handle)
    return handle
  }

  /** Handle of the tab that is driven: the first one where that was closed meanwhile. */
  async #current(): Promise<string> {
    const all = await this.tabs()
    const handle = await this.marionette.send('WebDriver:GetWindowHandle').then(answerOf, () => null)
    const [living = ''] = typeof handle === 'string' && all.includes(handle) ? [handle] : all
    await this.lookInto(living)
    return living
  }

  /** Closes a tab and drives the first one that is left. */
  async closeTab(handle: string): Promise<void> {
    await this.#behindFront(async () => {
      await this.lookInto(handle)
      await this.marionette.send('WebDriver:CloseWindow')
      const [first] = await this.tabs()
      if (first !== undefined) await this.lookInto(first)
    })
  }

  /** Opening or closing a tab brings the one to the front that was driven before: what was in front is put back there. */
  async #behindFront<T>(work: () => Promise<T>): Promise<T> {
    const front = await this.runAsBrowser('return gBrowser.selectedBrowser.browsingContext.id')
    try {
      return await work()
    } finally {
      await this.runAsBrowser(
        `const tab = gBrowser.tabs.find((one) => one.linkedBrowser.browsingContext?.id === args[0])
         if (tab !== undefined) gBrowser.selectedTab = tab`,
        front,
      )
    }
  }

  /** Addresses of all tabs. */
  async addresses(): Promise<string[]> {
    const all = await this.runAsBrowser('return gBrowser.browsers.map((one) => one.currentURI.spec)')
    return v.parse(v.array(v.string()), all)
  }

  /** Grants what a click on the extension's icon does: to read the tab in front. */
  async clickIcon(): Promise<void> {
    await this.runAsBrowser(
      `WebExtensionPolicy.getByID(args[0]).extension.tabManager.addActiveTabPermission(gBrowser.selectedTab)`,
      ADDON,
    )
  }

  /** Presses "Allow" in the question that stands before the reader; gives whether there was one. */
  async allow(): Promise<boolean> {
    const isPressed = await this.runAsBrowser(`
      const { panel } = window.PopupNotifications
      const [question] = panel.state === 'open' ? panel.children : []
      question?.button.click()
      return question !== undefined`)
    return v.parse(v.boolean(), isPressed)
  }

  /** Grants host patterns as a reader would in the browser's own prompt. */
  async grant(origins: readonly string[]): Promise<void> {
    await this.runAsBrowser(
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
       const { extension } = WebExtensionPolicy.getByID(args[0])
       await ExtensionPermissions.add(args[0], { permissions: [], origins: args[1] }, extension)`,
      ADDON,
      origins,
    )
  }

  /** Runs a function body on one of the extension's own pages, in a tab behind the current one, which stays in front. */
  async behind(path: string, body: string, ...args: unknown[]): Promise<unknown> {
    const before = await this.#current()
    return this.#behindFront(async () => {
      await this.openTab(false)
      try {
        await this.goto(this.url(path))
        return await this.run(body, ...args)
      } finally {
        await this.marionette.send('WebDriver:CloseWindow')
        await this.lookInto(before)
      }
    })
  }

  /** Takes host patterns away as a reader does in the browser's own settings. */
  async revoke(origins: readonly string[]): Promise<void> {
    await this.runAsBrowser(
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
       const { extension } = WebExtensionPolicy.getByID(args[0])
       await ExtensionPermissions.remove(args[0], { permissions: [], origins: args[1] }, extension)`,
      ADDON,
      origins,
    )
  }

  /** Lets the extension into private windows, whatever it asks for itself; gives whether the browser took it. */
  async allowInPrivate(): Promise<boolean> {
    const isAllowed = await this.runAsBrowser(
      `const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
       const { extension } = WebExtensionPolicy.getByID(args[0])
       await ExtensionPermissions.add(
         args[0], { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension)
       return WebExtensionPolicy.getByID(args[0]).privateBrowsingAllowed`,
      ADDON,
    )
    return v.parse(v.boolean(), isAllowed)
  }

  /** Makes the browser one of some language and starts the extension anew in it; its own menus stay as they were. */
  async speak(language: string): Promise<void> {
    await this.runAsBrowser(
      `const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs')
       Services.locale.availableLocales = [args[1], 'en-US']
       Services.locale.requestedLocales = [args[1]]
       await (await AddonManager.getAddonByID(args[0])).reload()`,
      ADDON,
      language,
    )
  }

  /** The handle of a new private window's tab. */
  openPrivateWindow(): Promise<string> {
    return this.openWindow(true)
  }

  /** The handle of a new window's tab. */
  async openWindow(isPrivate = false): Promise<string> {
    const opened = await this.marionette.send('WebDriver:NewWindow', { type: 'window', private: isPrivate })
    return v.parse(v.object({ handle: v.string() }), opened).handle
  }

  /** Everything in one store of the extension's database. */
  async stored(store: string): Promise<unknown> {
    return this.behind('pages/options/index.html', READ_STORE, store)
  }

  /** The visits the extension remembers, oldest first. */
  async visits(): Promise<StoredVisit[]> {
    return parseVisits(await this.stored('visits'))
  }

  /** Ends the extension's background page, as the browser does when it has been idle. */
  async stopBackground(): Promise<void> {
    await this.runAsBrowser(
      'await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground({ ignoreDevToolsAttached: true })',
      ADDON,
    )
  }

  async close(): Promise<void> {
    const ended = once(this.process, 'exit')
    await this.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => this.process.kill())
    this.marionette.close()
    await ended
    await removeProfile(this.profile)
  }
}

/** Async scripts get a callback as their last argument; ours are async functions whose errors must come back too. */
function script(body: string, args: unknown[]) {
  const wrapped = `const done = arguments[arguments.length - 1]
    const args = Array.from(arguments).slice(0, -1)
    ;(async () => { ${body} })().then((value) => done({ value }), (error) => done({ error: String(error) }))`
  return { script: wrapped, args, scriptTimeout: 30_000, newSandbox: false }
}

/** Firefox writes the port it took into the profile. */
async function portOf(profile: string, child: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null)
      throw new Error(`Firefox ended with status ${child.exitCode} before it was ready.`)
    const text = await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '')
    if (Number(text) > 0) return Number(text)
    await pause(100)
  }
  throw new Error('Firefox did not open its remote port within 30 seconds; start it by hand to see why.')
}

const downloadsIn = (profile: string): string => join(profile, 'downloads')

function preferences(
  server: SiteServer,
  profile: string,
  asks: boolean,
  language: string | undefined,
): string {
  const all: Record<string, string | number | boolean> = {
    'marionette.port': 0,
    'extensions.webextensions.uuids': JSON.stringify({ [ADDON]: UUID }),
    'extensions.webextOptionalPermissionPrompts': asks,
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `80=${server.httpPort};443=${server.httpsPort}`,
    // A call from page to page needs no name, and would reach any address of the network.
    'media.peerconnection.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.stricttransportsecurity.preloadlist': false,
    'dom.security.https_first': false,
    'browser.shell.checkDefaultBrowser': false,
    // As on a machine with memory to spare: pages that a reader may come back to are kept.
    'browser.sessionhistory.max_total_viewers': 8,
    'browser.startup.page': 0,
    // What is saved goes with the profile, and not into the folder of whoever runs this.
    'browser.download.folderList': 2,
    'browser.download.dir': downloadsIn(profile),
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.disabledForTesting': true,
    ...(language === undefined
      ? {}
      : { 'intl.locale.requested': language, 'intl.accept_languages': language }),
  }
  const lines = Object.entries(all).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
  return `${lines.join('\n')}\n`
}
