import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { whatIsSeen } from '../../src/cli/evaluate/browser/seen.ts'
import { migrations } from '../../src/extension/background/database/migrations/all.ts'
import { holdDatabase, letGoOfDatabase, writeAnything } from './hold-database.ts'
import { DEFACED, frontPage } from './pages.ts'
import { until } from './until.ts'

const BUILD = join(import.meta.dirname, '../../dist/chrome')
const HOME = 'https://www.lemonde.fr/'
const sitesSchema = v.array(v.object({ host: v.string(), lastSeen: v.number() }))
const statusSchema = v.object({
  ok: v.literal(true),
  value: v.object({
    view: v.object({
      shown: v.string(),
      verdict: v.object({ reasons: v.array(v.object({ key: v.string() })) }),
    }),
  }),
})

let server: SiteServer
let browser: ChromiumBrowser
let page: Page
let desk: Page
let body: string

beforeAll(async () => {
  server = await startSiteServer((url) => (url.pathname === '/' ? { body } : null))
})
afterAll(() => server.close())

/** A healthy page was visited: there is something to lose. */
beforeEach(async () => {
  body = frontPage()
  const executable = ensureBrowser('chromium', console.log)
  browser = await ChromiumBrowser.launch({ executable, extension: BUILD, server })
  desk = await browser.desk()
  const registered = () => desk.evaluate(() => chrome.scripting.getRegisteredContentScripts())
  await until(registered, (scripts) => scripts.length === 1)
  page = await browser.context.newPage()
  await page.goto(HOME)
  await until(sites, (all) => all.length === 1)
})
afterEach(() => browser.close())

const sites = async () => v.parse(sitesSchema, await browser.stored('sites'))
const icon = async () => (await whatIsSeen(browser, page)).icon

/** What the popup is told of the tab. */
async function status() {
  const answer: unknown = await desk.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url })
    return chrome.runtime.sendMessage({ name: 'status', request: { tab: tab?.id ?? -1, url } })
  }, HOME)
  return v.parse(statusSchema, answer).value.view
}

/** A defaced page is opened: neither accused nor cleared, and as its maker left it. */
async function expectUnchecked(): Promise<void> {
  body = DEFACED
  await page.goto(HOME)
  const before = await page.content()
  await until(icon, (words) => words.includes('could not be checked'))
  expect(page.url()).toBe(HOME)
  expect(await page.content()).toBe(before)
}

/** The next visit is judged as usual, and what was known is still there. */
async function expectAsBefore(known: unknown): Promise<void> {
  if (known !== null) expect(await sites()).toEqual(known)
  body = frontPage()
  // The upgrade that waited takes its time; a visit meanwhile is not checked, and the next one is.
  const visited = async () => {
    await page.goto(HOME)
    await page.waitForTimeout(1_000)
    return sites()
  }
  const [site] = await until(visited, (all) => all.length === 1)
  await until(icon, (words) => words.includes(':') && !words.includes('could not be checked'))
  expect([site]).toMatchObject([{ host: 'www.lemonde.fr' }])
  body = DEFACED
  await page.goto(HOME)
  await until(
    async () => page.url(),
    (url) => url.includes('/pages/warning/'),
  )
}

describe('a database that', () => {
  it('an older version of the extension still holds', async () => {
    const only = ['sites', 'visits', 'incidents', 'decisions', 'choices']
    const first = { version: 1, only, withoutIndexes: ['visits.host'] }
    await desk.evaluate(holdDatabase, first)
    await browser.stopWorker()
    await expectUnchecked()
    expect(await status()).toMatchObject({
      shown: 'undetermined',
      verdict: { reasons: [{ key: 'reason_storage_unavailable' }] },
    })
    await desk.evaluate(letGoOfDatabase)
    // What that version had learned in its own form is learned anew.
    await expectAsBefore(null)
  })

  it('a newer version of the extension has made its own', async () => {
    const known = await sites()
    await desk.evaluate(holdDatabase, { version: 99 })
    await desk.evaluate(letGoOfDatabase)
    await browser.stopWorker()
    await expectUnchecked()
    expect(await status()).toMatchObject({
      shown: 'undetermined',
      verdict: { reasons: [{ key: 'reason_storage_unavailable' }] },
    })
    expect(await sites()).toEqual(known)
    // The newer version goes as it came.
    await desk.evaluate(holdDatabase, { version: migrations.length })
    await desk.evaluate(letGoOfDatabase)
    await expectAsBefore(known)
  })

  it('has no room left on the disk', async () => {
    const known = await sites()
    const session = await browser.context.newCDPSession(desk)
    await setQuota(session, 1)
    // Chromium asks how much room there is once in half a minute.
    await until(
      () => desk.evaluate(writeAnything),
      (result) => result === 'QuotaExceededError',
      45_000,
    )
    await expectUnchecked()
    await setQuota(session)
    await expectAsBefore(known)
  })
})

async function setQuota(session: CDPSession, quotaSize?: number): Promise<void> {
  const origin = `chrome-extension://${browser.id}`
  await session.send('Storage.overrideQuotaForOrigin', {
    origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  })
}
