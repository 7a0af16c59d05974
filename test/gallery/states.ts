import { join } from 'node:path'
import type { Page } from 'playwright-core'
import * as v from 'valibot'
import { VERDICT_KINDS } from '../../src/engine/verdict/verdict.ts'
import { propertiesAt } from './properties.ts'
import { HOSTILE_STORES, HOSTILE_VERDICT, INCIDENTS, REPORTS } from './records.ts'
import type { Stage } from './stage.ts'

/** One state of one of the extension's pages. */
export interface State {
  name: string
  path: string
  /** Names the newspaper's tab in the address, as the links to such a page do. */
  isOfTab?: boolean
  /** The tab that the popup opens over. */
  over?: 'site' | 'nothing' | 'warning' | 'restored'
  prepare?(stage: Stage): Promise<unknown>
  /** Brings the page into the state, once it is there. */
  act?(page: Page): Promise<unknown>
  /** Puts back what `prepare` changed. */
  restore?(stage: Stage): Promise<unknown>
}

const WARNING = 'pages/warning/index.html'
const REPORT = 'pages/report/index.html'
/** Any picture will do that a reader could have taken. */
const PICTURE = join(import.meta.dirname, '../../icons/intact-128.png')
const POPUP = 'pages/popup/index.html'
const DASHBOARD = 'pages/dashboard/index.html'
const warning = (name: string, id: string, act?: State['act']): State => ({
  name,
  path: `${WARNING}?incident=${id}`,
  prepare: (stage) => stage.fill(),
  ...(act === undefined ? {} : { act }),
})

/** A report on an altered page that is being written. */
const report = (name: string, act: State['act']): State => ({
  name,
  path: REPORT,
  isOfTab: true,
  prepare: async (stage) => {
    await stage.replace('reports', [])
    await stage.judged('defaced')
  },
  ...(act === undefined ? {} : { act }),
})

/** Opens everything that can be opened. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const closed of document.querySelectorAll<HTMLElement>('[aria-expanded="false"]')) closed.click()
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.waitForTimeout(400)
}

const popups: State[] = VERDICT_KINDS.map((kind) => ({
  name: `popup-${kind}`,
  path: POPUP,
  over: 'site',
  prepare: async (stage) => {
    await stage.fill()
    await stage.judged(kind)
  },
}))

export const STATES: readonly State[] = [
  { name: 'welcome', path: 'pages/welcome/index.html' },
  {
    name: 'welcome-chosen',
    path: 'pages/welcome/index.html',
    act: async (page) => {
      await page.getByRole('searchbox').fill('li')
      await page.getByRole('checkbox').first().check()
      await page.locator('[aria-expanded]').first().click()
    },
  },
  {
    name: 'welcome-refused',
    path: 'pages/welcome/index.html',
    act: async (page) => {
      await page.evaluate(() => {
        chrome.permissions.request = (_wanted: object, told?: (isGranted: boolean) => void) => {
          told?.(false)
          return Promise.resolve(false)
        }
      })
      await page.getByRole('checkbox').first().check()
      await page.locator('#choose ~ .row .primary').click()
      await page.locator('.failure').waitFor()
    },
  },
  {
    name: 'welcome-not-found',
    path: 'pages/welcome/index.html',
    act: (page) => page.getByRole('searchbox').fill('zzzz'),
  },
  { name: 'warning-example', path: `${WARNING}?example` },
  warning('warning', INCIDENTS.ongoing),
  warning('warning-open', INCIDENTS.ongoing, openAll),
  warning('warning-not-copied', INCIDENTS.ongoing, async (page) => {
    await openAll(page)
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'))
    })
    await page.getByRole('button', { name: /^(Copy|نسخ)$/ }).click()
    await page.locator('span[role=status]:not(:empty)').waitFor()
  }),
  warning('warning-hostile', INCIDENTS.hostile, openAll),
  warning('warning-bare', INCIDENTS.bare, openAll),
  warning('warning-restored', INCIDENTS.restored),
  warning('warning-unknown', '00000000-0000-4000-8000-000000000000'),
  warning('warning-broken', 'no-id'),
  ...popups,
  {
    name: 'popup-open',
    path: POPUP,
    over: 'site',
    prepare: (stage) => stage.judged('suspect'),
    act: openAll,
  },
  {
    name: 'popup-snoozed',
    path: POPUP,
    over: 'site',
    prepare: (stage) => stage.judged('suspect'),
    act: async (page) => {
      await page.locator('section .row button').click()
      await page.locator('.notice').waitFor()
    },
    restore: async (stage) => stage.tell('unsnooze', { tab: await stage.siteTab() }),
  },
  {
    name: 'popup-hostile',
    path: POPUP,
    over: 'site',
    prepare: (stage) => stage.judged('suspect', HOSTILE_VERDICT),
    act: openAll,
  },
  { name: 'popup-no-website', path: POPUP, over: 'nothing' },
  { name: 'popup-own-warning', path: POPUP, over: 'warning', prepare: (stage) => stage.fill() },
  { name: 'popup-restored', path: POPUP, over: 'restored', prepare: (stage) => stage.fill() },
  {
    name: 'popup-not-watched',
    path: POPUP,
    over: 'site',
    prepare: (stage) => stage.tell('setDomain', { domain: 'lemonde.fr', isOn: false }),
    restore: (stage) => stage.tell('setDomain', { domain: 'lemonde.fr', isOn: true }),
  },
  { name: 'incidents', path: 'pages/incidents/index.html', prepare: (stage) => stage.fill() },
  {
    name: 'incidents-empty',
    path: 'pages/incidents/index.html',
    prepare: (stage) => stage.replace('incidents', []),
    restore: (stage) => stage.fill(),
  },
  {
    name: 'incidents-evidence',
    path: 'pages/incidents/index.html',
    prepare: async (stage) => {
      await stage.fill()
      await stage.put('captures', [{ incident: INCIDENTS.ongoing, at: 1 }])
    },
    restore: (stage) => stage.replace('captures', []),
  },
  {
    name: 'incidents-not-found',
    path: 'pages/incidents/index.html',
    act: (page) => page.getByRole('searchbox').fill('zzzz'),
  },
  report('report', openAll),
  report('report-picture', async (page) => {
    await openAll(page)
    await page.locator('input[type=file]').setInputFiles(PICTURE)
    const fields = page.locator('.fields button')
    for (const field of [0, 1, 2]) await fields.nth(field).click()
  }),
  {
    name: 'report-hostile',
    path: REPORT,
    isOfTab: true,
    prepare: (stage) => stage.judged('suspect', HOSTILE_VERDICT),
    act: openAll,
  },
  { name: 'report-own', path: REPORT, prepare: (stage) => stage.replace('reports', REPORTS) },
  { name: 'dashboard-empty', path: DASHBOARD, prepare: (stage) => stage.replace('properties', []) },
  ...(['well', 'incident', 'outage', 'hostile'] as const).map(
    (kind): State => ({
      name: `dashboard-${kind}`,
      path: DASHBOARD,
      prepare: async (stage) => {
        await stage.fill()
        await stage.replace('properties', propertiesAt(Date.now())[kind])
        await stage.put('captures', [{ incident: INCIDENTS.ongoing, at: 1 }])
      },
      ...(kind === 'incident' || kind === 'hostile' ? { act: openAll } : {}),
      restore: async (stage) => {
        await stage.replace('properties', [])
        await stage.replace('captures', [])
      },
    }),
  ),
  {
    name: 'dashboard-bad',
    path: DASHBOARD,
    act: async (page) => {
      await page.locator('form input').fill('not a site')
      await page.locator('form button').click()
      await page.locator('#add-bad').waitFor()
    },
  },
  { name: 'decides', path: 'pages/decides/index.html' },
  {
    name: 'options',
    path: 'pages/options/index.html',
    prepare: (stage) => stage.tell('setDomain', { domain: 'courier.example', isOn: true }),
  },
  {
    name: 'options-open',
    path: 'pages/options/index.html',
    act: async (page) => {
      await page.locator('.packs details > summary').first().click()
      await page.locator('#learned details > summary').first().click()
      await page.locator('#learned details details > summary').first().click()
      await page.locator('#data details > summary').click()
      await page.locator('#reset button').click()
      await page.locator('#sites form input').fill('not a site')
      await page.locator('#sites form button').click()
      await page.locator('#add-bad').waitFor()
    },
  },
  {
    name: 'options-imported',
    path: 'pages/options/index.html',
    act: async (page) => {
      const message = { name: 'exportSites', request: { hosts: null } }
      const answer: unknown = await page.evaluate((sent) => chrome.runtime.sendMessage(sent), message)
      const { value } = v.parse(v.object({ value: v.string() }), answer)
      const file = { name: 'sites.json', mimeType: 'application/json', buffer: Buffer.from(value) }
      await page.locator('#backup input[type=file]').setInputFiles(file)
      await page.locator('#backup [role=status]:not(:empty)').waitFor()
      await page.locator('#learned details').first().waitFor()
    },
  },
  {
    name: 'options-searched',
    path: 'pages/options/index.html',
    act: (page) => page.locator('#sites input[type=search]').fill('mond'),
  },
  {
    name: 'options-hostile',
    path: 'pages/options/index.html',
    prepare: async (stage) => {
      for (const [store, records] of Object.entries(HOSTILE_STORES)) await stage.put(store, records)
    },
    act: (page) => page.locator('#learned details > summary').first().click(),
    // Last of all: nothing that the others need is left.
    restore: (stage) => stage.tell('resetAll', null),
  },
]
