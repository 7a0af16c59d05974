import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { frontPage } from '../browser/pages.ts'
import { untilRegistered } from '../browser/registered.ts'
import { until } from '../browser/until.ts'
import { buildIn, CHROMIUM_BUILD } from './build-in.ts'
import { Desk } from './desk.ts'
import { HOME } from './records.ts'

const dataStatusSchema = v.object({ sites: v.number() })

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
    await untilRegistered(browser)
    await stage.site.goto(HOME)
    // What was learned of the newspaper is shown on some pages.
    await until(
      async () => v.parse(dataStatusSchema, await stage.tell('dataStatus', null)).sites,
      (sites) => sites > 0,
    )
    await stage.fill()
    return stage
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
  }
}
