import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChromiumBrowser } from '../../src/cli/browser/chromium.ts'
import { ensureBrowser } from '../../src/cli/browser/ensure.ts'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { type TestCollector, testCollector } from '../collector/setup/collector.ts'
import { Reader, reportOn } from '../collector/setup/reader.ts'
import { DEFACED, frontPage } from './pages.ts'
import { until } from './until.ts'

const HIT = 'www.lemonde.fr'
const SOUND = 'www.lefigaro.fr'
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-report-'))

let collector: TestCollector
let server: SiteServer
let browser: ChromiumBrowser

beforeAll(async () => {
  collector = await testCollector({
    databaseUrl: null,
    dataDir,
    fetchPage: async (url) => ({ ok: true, url, status: 200, html: DEFACED, hosting: 'aa' }),
  })
  const address = await collector.app.listen({ port: 0, host: '127.0.0.1' })
  server = await startSiteServer(
    ({ hostname }) => ({ body: hostname === HIT ? DEFACED : frontPage() }),
    new Map([['collector.masthead.example', address]]),
  )
  browser = await ChromiumBrowser.launch({
    executable: ensureBrowser('chromium', console.log),
    extension: join(import.meta.dirname, '../../dist/chrome'),
    server,
  })
  await browser.watch([HIT, SOUND].map((host) => host.replace('www.', '')))
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await collector.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const received = () => collector.database.selectFrom('reports').selectAll().orderBy('number').execute()
const asked = () => collector.logged.filter((line) => line.includes('/v1/')).length

/** The page of a report, once it shows what would be sent. */
async function writing(url: string): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(url)
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
  return page
}

async function tabOf(host: string): Promise<number> {
  const desk = await browser.desk()
  return desk.evaluate(
    async (name) => (await chrome.tabs.query({})).find(({ url }) => url?.includes(name))?.id ?? -1,
    host,
  )
}

/** A white PNG, larger than what is sent. */
async function whitePicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 2_000
    canvas.height = 1_200
    const context = canvas.getContext('2d')
    if (context !== null) context.fillStyle = 'white'
    context?.fillRect(0, 0, 2_000, 1_200)
    return canvas.toDataURL('image/png').replace(/^.*,/, '')
  })
  return Buffer.from(base64, 'base64')
}

/** How bright a sent picture is in its first corner, in its middle, and in its last corner. */
function greys(page: Page, data: string): Promise<number[]> {
  return page.evaluate(
    async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
      context?.drawImage(picture, 0, 0)
      const { width, height } = picture
      const places = [
        [2, 2],
        [width / 2, height / 2],
        [width - 3, height - 3],
      ]
      return places.map(([x = 0, y = 0]) => context?.getImageData(x, y, 1, 1).data[0] ?? -1)
    },
    data.replace('data:image/jpeg;base64,', ''),
  )
}

describe('a report', () => {
  it('is written from the warning, seen in full, cut down, and goes only when it is sent', async () => {
    collector.clock.now = Date.now()
    const page = await browser.context.newPage()
    await page.goto(`https://${HIT}/`)
    await page.waitForURL('**/pages/warning/**')
    await page.locator('summary', { hasText: /^Report$/ }).click()
    const [opened] = await Promise.all([
      browser.context.waitForEvent('page'),
      page.getByRole('link', { name: 'Report this page' }).click(),
    ])
    await opened.getByRole('button', { name: 'Send', exact: true }).waitFor()
    const shown = await opened.locator('dl.facts').innerText()
    expect(shown).toContain(`https://${HIT}/`)
    expect(shown).toContain('“Hacked By”')
    await opened.getByRole('textbox').fill('Seen <b>at breakfast</b>.')
    await opened.getByRole('checkbox').nth(1).uncheck()
    const raw = JSON.parse((await opened.locator('pre').textContent()) ?? '')
    expect(raw).toMatchObject({ kind: 'defaced', note: 'Seen <b>at breakfast</b>.', screenshot: '' })
    expect(raw.sketch).toEqual({ text: [], structure: [] })
    expect(await browser.stored('reports')).toEqual([])
    expect(asked()).toBe(0)

    await opened.getByRole('button', { name: 'Send', exact: true }).click()
    await opened.getByRole('status').waitFor()
    const [taken] = await until(received, (all) => all.length === 1)
    expect(taken).toMatchObject({ id: raw.id, kind: 'defaced', url: raw.url, note: raw.note, screenshot: '' })
    expect(JSON.parse(taken?.sketch ?? '')).toEqual(raw.sketch)
    expect(JSON.parse(taken?.signs ?? '')).toEqual(raw.signs)
  })

  it('tells later what became of it', async () => {
    for (const address of ['20.1.1.1', '30.1.1.1']) {
      const sent = await new Reader(collector.app, address).report(reportOn(HIT, Date.now()))
      expect(sent.statusCode).toBe(201)
    }
    collector.clock.now = Date.now()
    await collector.believe()
    // As if the hour were over: nothing is asked when another report goes out.
    const desk = await browser.desk()
    await desk.evaluate(() => chrome.alarms.create('feed', { when: Date.now() }))
    const site = await browser.context.newPage()
    await site.goto(`https://${SOUND}/`)
    await until(
      () => browser.visits(),
      (visits) => visits.some(({ host }) => host === SOUND),
    )
    const page = await writing(browser.url(`pages/report/index.html?tab=${await tabOf(SOUND)}`))
    await page.getByRole('radio', { name: 'Nothing is wrong with this page' }).check()
    await until(
      () => page.locator('pre').textContent(),
      (raw) => raw?.includes('"healthy"') === true,
    )
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const all = await until(received, (some) => some.length === 4)
    expect(all[3]).toMatchObject({ kind: 'healthy', host: SOUND })
    const own = await browser.context.newPage()
    await until(
      async () => {
        await own.goto(browser.url('pages/report/index.html'))
        await own.locator('li.card').first().waitFor()
        return own.locator('li.card').allInnerTexts()
      },
      (cards) => cards.some((card) => card.includes(HIT) && /confirmed.*2/i.test(card)),
    )
  })

  it('takes a picture along where the reader chose one, without what was blacked out', async () => {
    const page = await writing(browser.url(`pages/report/index.html?tab=${await tabOf(SOUND)}`))
    await page.locator('input[type=file]').setInputFiles({
      name: 'seen.png',
      mimeType: 'image/png',
      buffer: await whitePicture(page),
    })
    await page.getByRole('button', { name: /row \D*1\D*, column \D*1\D*$/ }).click()
    await page.getByRole('button', { name: /row \D*8\D*, column \D*10\D*$/ }).press('Enter')
    const raw = JSON.parse((await page.locator('pre').textContent()) ?? '')
    expect(await greys(page, raw.screenshot)).toEqual([0, 255, 0])
    expect(await page.locator('dl.facts').innerText()).toContain('The one shown above')
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    const all = await until(received, (some) => some.length === 5)
    expect(all[4]?.screenshot).toBe(raw.screenshot)

    const other = await writing(browser.url(`pages/report/index.html?tab=${await tabOf(SOUND)}`))
    await other
      .locator('input[type=file]')
      .setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') })
    await other.getByRole('alert').waitFor()
    // Nobody pressed the icon on that page.
    await other.getByRole('button', { name: 'Take a picture of the page' }).click()
    await other.getByText('The browser gives a picture only of a page on which you clicked').waitFor()
    expect(await other.locator('pre').textContent()).toContain('"screenshot": ""')
  })

  it('what was learned of a site goes only where the reader sends it, and as it was shown', async () => {
    const votes = () => collector.database.selectFrom('signature_votes').select(['host', 'core']).execute()
    const site = await browser.context.newPage()
    await site.goto(`https://${SOUND}/`)
    await until(
      () => browser.stored('sites'),
      (sites) => JSON.stringify(sites).includes(SOUND),
    )
    const popup = await browser.context.newPage()
    await popup.goto(browser.url('pages/popup/index.html'))
    const learned = { name: 'learnThisPage', request: { tab: await tabOf(SOUND), url: `https://${SOUND}/` } }
    await popup.evaluate((message) => chrome.runtime.sendMessage(message), learned)
    const options = await browser.context.newPage()
    await options.goto(browser.url('pages/options/index.html'))
    await options.locator('#learned summary', { hasText: SOUND }).click()
    await options.locator('summary', { hasText: 'Help others know this site' }).click()
    const shown = await options.locator('#learned pre').textContent()
    expect(shown).toMatch(/^[\w+/=]{40,}$/)
    expect(await votes()).toEqual([])
    await options.getByRole('button', { name: 'Send', exact: true }).click()
    await options.getByText('Thank you, it has arrived.').waitFor()
    expect(await votes()).toEqual([{ host: SOUND, core: shown }])
  })
})
