import { setTimeout as pause } from 'node:timers/promises'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { FirefoxBrowser } from '../../src/cli/browser/firefox.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { frontPage } from '../browser/pages.ts'
import { until } from '../browser/until.ts'
import { buildIn, FIREFOX_BUILD } from './build-in.ts'
import { Desk } from './desk.ts'
import { FirefoxPage, handsOf } from './firefox-page.ts'
import { HOME } from './records.ts'
import { addressUnder, leadsTab } from './show.ts'
import type { State } from './states.ts'

const READ = '*://*.lemonde.fr/*'
const MOTION = { name: 'ui.prefersReducedMotion', reduced: 1 }
const SIZE = { width: 1_280, height: 900 }

/** A Firefox in which the pages of the extension can be brought into their states. */
export class FirefoxStage extends Desk {
  private constructor(
    readonly browser: FirefoxBrowser,
    readonly server: SiteServer,
    /** A tab with a watched newspaper in it. */
    readonly site: string,
    desk: string,
  ) {
    super(async (body, ...args) => {
      await browser.lookInto(desk)
      return browser.run(body, ...args)
    })
  }

  static async open(language: string): Promise<FirefoxStage> {
    const server = await startSiteServer(() => ({ body: frontPage() }))
    const browser = await FirefoxBrowser.launch({
      executable: ensureBrowser('firefox', console.log),
      extension: buildIn(FIREFOX_BUILD, language),
      server,
    })
    await browser.runAsBrowser('window.resizeTo(args[0], args[1])', SIZE.width, SIZE.height)
    await browser.runAsBrowser('Services.prefs.setIntPref(args[0], args[1])', MOTION.name, MOTION.reduced)
    const site = await browser.openTab(true)
    const desk = await browser.openTab(false)
    await browser.goto(browser.url('pages/options/index.html'))
    const stage = new FirefoxStage(browser, server, site, desk)
    await stage.watching()
    await browser.lookInto(site)
    await browser.goto(HOME)
    await stage.learned()
    await stage.fill()
    return stage
  }

  /** Brings a page into a state, in a tab that is there or in one of its own, and in front; whoever asked closes it. */
  async show(state: State, tab?: FirefoxPage): Promise<FirefoxPage> {
    const { browser } = this
    // What a state before had watched no more, this browser lets be read no more either.
    await browser.grant([READ])
    if (leadsTab(state)) {
      await this.#bringToFront(state.over)
      await this.still()
    }
    await state.prepare?.(this)
    // The popup asks for the tab in front: it is opened behind it.
    const isPopup = state.over !== undefined
    if (isPopup) {
      await this.#bringToFront(state.over)
      await browser.clickIcon()
    }
    const path = state.isOfTab === true ? `${state.path}?tab=${await this.siteTab()}` : state.path
    const page = tab ?? (await this.newTab(!isPopup))
    if (isPopup) await browser.lookInto(page.handle)
    else await browser.switchTo(page.handle)
    await browser.goto(browser.url(path))
    const isThere = `return document.querySelector('main:not([aria-busy])') !== null && document.querySelector('[aria-busy]') === null`
    await until(() => page.run(isThere), Boolean)
    await pause(150)
    try {
      await state.act?.(handsOf(page))
    } catch (error) {
      // One state that cannot be had leaves nothing behind for the next.
      if (tab === undefined) await page.close()
      await state.restore?.(this)
      throw error
    }
    await browser.switchTo(page.handle)
    return page
  }

  /** An empty tab, in front or behind. */
  async newTab(isInFront: boolean): Promise<FirefoxPage> {
    return new FirefoxPage(this.browser, await this.browser.openTab(isInFront))
  }

  async #bringToFront(over: State['over']): Promise<void> {
    await this.browser.switchTo(this.site)
    await this.browser.goto(addressUnder(over, (path) => this.browser.url(path)))
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
  }
}
