import { join } from 'node:path'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import type { VerdictKind } from '../../src/engine/verdict/verdict.ts'
import { frontPage } from '../browser/pages.ts'
import { untilRegistered } from '../browser/registered.ts'
import { until } from '../browser/until.ts'
import { buildIn } from './build-in.ts'
import { HOME, recordsAt, verdictOf, visitOf } from './records.ts'

const BUILD = join(import.meta.dirname, '../../dist/chrome')

const answerSchema = v.object({ ok: v.boolean(), value: v.optional(v.unknown()) })

const dataStatusSchema = v.object({ sites: v.number() })

/** The body of a function that puts records into a store, to be run on one of the extension's own pages. */
const PUT = `
  const [store, records, isEmptied] = args
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('masthead')
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  await new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite')
    if (isEmptied) transaction.objectStore(store).clear()
    for (const record of records) transaction.objectStore(store).put(record)
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  database.close()`

/** A browser in which every page of the extension can be brought into every state. */
export class Stage {
  private constructor(
    readonly browser: ChromiumBrowser,
    readonly server: SiteServer,
    /** A tab with a watched newspaper in it. */
    readonly site: Page,
    /** What every address of the web answers. */
    readonly serve: (body: string) => void,
  ) {}

  static async open(language: string): Promise<Stage> {
    let body = frontPage()
    const server = await startSiteServer(() => ({ body }))
    const serve = (given: string) => {
      body = given
    }
    const browser = await ChromiumBrowser.launch({
      executable: ensureBrowser('chromium', console.log),
      extension: buildIn(BUILD, language),
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

  /** Puts the incidents back as they were: a look at the healthy newspaper ends its incident. */
  async fill(): Promise<void> {
    for (const [store, records] of Object.entries(recordsAt(Date.now()))) await this.put(store, records)
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
  }

  async put(store: string, records: readonly object[], isEmptied = false): Promise<void> {
    const desk = await this.browser.desk()
    await desk.evaluate(`(async (args) => {${PUT}})(${JSON.stringify([store, records, isEmptied])})`)
  }

  /** Puts records in the place of all that a store holds. */
  async replace(store: string, records: readonly object[]): Promise<void> {
    await this.put(store, records, true)
  }

  /** Says something to the background, as the extension's own pages do. */
  async tell(name: string, request: unknown): Promise<unknown> {
    const desk = await this.browser.desk()
    const sent = { name, request }
    const answer: unknown = await desk.evaluate((message) => chrome.runtime.sendMessage(message), sent)
    const { ok, value } = v.parse(answerSchema, answer)
    if (!ok) throw new Error(`The background refused the message "${name}": ${JSON.stringify(answer)}`)
    return value
  }

  /** The newspaper's tab, by the browser's number. */
  async siteTab(): Promise<number> {
    const desk = await this.browser.desk()
    return desk.evaluate(async (url) => (await chrome.tabs.query({ url: `${url}*` }))[0]?.id ?? -1, HOME)
  }

  /** Makes the newspaper's tab one with a verdict of some kind, a past of others behind it. */
  async judged(kind: VerdictKind, verdict = verdictOf(kind)): Promise<void> {
    const tab = await this.siteTab()
    const now = Date.now()
    const past = [1, 2, 3, 4].map((days) => visitOf(-1, 'intact', now - days * 86_400_000, days))
    await this.put('visits', [...past, { ...visitOf(tab, kind, now + 60_000), verdict }])
  }
}
