import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SiteServer, startSiteServer } from '../../src/cli/browser/site-server.ts'
import { type TestCollector, testCollector } from '../collector/setup/collector.ts'
import { type Driver, words } from './flows/driver.ts'
import { firefoxDriver } from './flows/firefox.ts'
import { learned, says, warned } from './flows/stage.ts'
import { DEFACED, frontPage } from './pages.ts'
import { until } from './until.ts'

const HOME = 'https://www.lemonde.fr/'
const SOUND = 'https://www.lefigaro.fr/'
const dataDir = mkdtempSync(join(tmpdir(), 'masthead-firefox-report-'))
const storedSchema = v.array(v.object({ id: v.string(), receipt: v.string() }))

let collector: TestCollector
let server: SiteServer
let driver: Driver

beforeAll(async () => {
  collector = await testCollector({ databaseUrl: null, dataDir })
  collector.clock.now = Date.now()
  const address = await collector.app.listen({ port: 0, host: '127.0.0.1' })
  server = await startSiteServer(
    ({ hostname }) => ({ body: hostname === new URL(SOUND).hostname ? frontPage() : DEFACED }),
    new Map([['collector.masthead.example', address]]),
  )
  driver = await firefoxDriver(server)
})
afterAll(async () => {
  await driver.close()
  await server.close()
  await collector.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

// Chromium's way to the collector is in report.test; a background page, and other rules for foreign addresses, lie on this.
it('a report that is sent in Firefox reaches the collector, and its receipt comes back', async () => {
  const view = await warned({ driver, home: HOME })
  await view.press(words('report_title'))
  await view.press(words('send_this'))
  const letter = await driver.opened('/pages/report/')
  await says(letter, 'send_preview')
  expect(await collector.database.selectFrom('reports').select('id').execute()).toEqual([])
  await letter.press(words('send_send'))
  await says(letter, 'send_kept')
  const [kept] = await until(
    async () => v.parse(storedSchema, await driver.stored('reports')),
    (all) => all.length === 1 && all[0]?.receipt !== '',
  )
  expect(await collector.database.selectFrom('reports').select(['id', 'host']).execute()).toEqual([
    { id: kept?.id, host: 'www.lemonde.fr' },
  ])
  await letter.close()
})

// Chromium has no icon to press when nobody looks; that it says no without is in report.test.
it('a picture is taken of the page on which the icon was pressed, for the reader to see first', async () => {
  await driver.open(SOUND)
  const popup = await driver.popup()
  await popup.press(words('send_this'))
  const letter = await driver.opened('/pages/report/index.html?tab=')
  await says(letter, 'send_preview')
  await says(letter, 'send_picture_take')
  await letter.press(words('send_picture_take'))
  await says(letter, 'send_picture_cover')
  const sent = v.parse(v.string(), await letter.run(`return document.querySelector('pre').textContent`))
  expect(JSON.parse(sent).screenshot).toMatch(/^data:image\/jpeg;base64,.{5000}/)
})

it('what was learned of a site goes where the reader sends it, as it was shown', async () => {
  const votes = () => collector.database.selectFrom('signature_votes').select(['host', 'core']).execute()
  const site = await learned({ driver, home: SOUND })
  await site.close()
  const options = await driver.open(driver.url('pages/options/index.html'))
  const host = new URL(SOUND).hostname
  await until(
    () =>
      options.run(`const summary = [...document.querySelectorAll('#learned summary')]
        .find(({ textContent }) => textContent.includes('${host}'))
      summary?.click()
      return summary !== undefined`),
    (isThere) => isThere === true,
  )
  await says(options, 'share_title')
  await options.press(words('share_title'))
  await says(options, 'send_send')
  const shown = v.parse(
    v.string(),
    await options.run(`return document.querySelector('#learned pre').textContent`),
  )
  expect(await votes()).toEqual([])
  await options.press(words('send_send'))
  await says(options, 'share_sent')
  expect(await votes()).toEqual([{ host, core: shown }])
})
