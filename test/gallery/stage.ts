import type { Page } from 'playwright-core'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { frontPage } from '../browser/pages.ts'
import { buildIn, CHROMIUM_BUILD } from './build-in.ts'
import { Desk } from './desk.ts'
import { HOME } from './records.ts'

/** A browser in which every page of the extension can be brought into every state. */
export class Stage extends Desk {
  private constructor(
    readonly browser: ChromiumBrowser,
    readonly server: SiteServer,
    /** A tab with a watched newspaper in it. */
    readonly site: Page,
    /** What every address of the web answers. */
    readonly serve: (body: string) => void,
  ) {
    super(async (body, ...args) => {
      const desk = await browser.desk()
      return desk.evaluate(`(async (args) => {${body}})(${JSON.stringify(args)})`)
    })
  }

  static async open(language: string): Promise<Stage> {
    let body = frontPage()
    const server = await startSiteServer(() => ({ body }))
    const serve = (given: string) => {
      body = given
    }
    const browser = await ChromiumBrowser.launch({
      executable: ensureBrowser('chromium', console.log),
      extension: buildIn(CHROMIUM_BUILD, language),
      server,
    })
    const stage = new Stage(browser, server, await browser.context.newPage(), serve)
    // Answered only when the database is there.
    await stage.tell('watchStatus', null)
    await stage.watching()
    await stage.site.goto(HOME)
    await stage.learned()
    await stage.fill()
    return stage
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
  }
}
