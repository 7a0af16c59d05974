import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { VERDICT_KINDS } from '../../src/engine/verdict/verdict.ts'
import { untilStill } from '../browser/until.ts'
import { withVersion } from '../engine/signature/with-version.ts'
import type { Desk } from './desk.ts'
import type { Hands } from './hands.ts'
import { propertiesAt } from './properties.ts'
import { HOME, HOSTILE_STORES, HOSTILE_VERDICT, INCIDENTS, REPORTS } from './records.ts'

/** One state of one of the extension's pages. */
export interface State {
  name: string
  path: string
  /** Names the newspaper's tab in the address, as the links to such a page do. */
  isOfTab?: boolean
  /** The tab that the popup opens over. */
  over?: 'site' | 'nothing' | 'warning' | 'restored'
  prepare?(desk: Desk): Promise<unknown>
  /** Brings the page into the state, once it is there. */
  act?(hands: Hands): Promise<unknown>
  /** Puts back what `prepare` changed. */
  restore?(desk: Desk): Promise<unknown>
}

const WARNING = 'pages/warning/index.html'
const REPORT = 'pages/report/index.html'
/** Any picture will do that a reader could have taken. */
const PICTURE = join(import.meta.dirname, '../../icons/intact-128.png')
/** One for each process: several may be at this. */
const SITES = join(tmpdir(), `masthead-gallery-${process.pid}.json`)
/** A host whose record is none that can be read. */
const DAMAGED = 'www.gazette.example'
/** Sites of which nothing can be read, but that are listed. */
const MANY = Array.from({ length: 110 }, (_, index) => ({
  host: `paper-${index}.example`,
  lastSeen: index,
  bytes: [],
}))
const savedSchema = v.object({ file: v.string() })
const POPUP = 'pages/popup/index.html'
const DASHBOARD = 'pages/dashboard/index.html'
const warning = (name: string, id: string, act?: State['act']): State => ({
  name,
  path: `${WARNING}?incident=${id}`,
  prepare: (desk) => desk.fill(),
  ...(act === undefined ? {} : { act }),
})

/** A report on an altered page that is being written. */
const report = (name: string, act: State['act']): State => ({
  name,
  path: REPORT,
  isOfTab: true,
  prepare: async (desk) => {
    await desk.replace('reports', [])
    await desk.judged('defaced')
  },
  ...(act === undefined ? {} : { act }),
})

/** Opens everything that can be opened. */
async function openAll({ run, rests }: Hands): Promise<void> {
  await run(`
    for (const closed of document.querySelectorAll('[aria-expanded="false"]')) closed.click()
    for (const details of document.querySelectorAll('details')) details.open = true`)
  // What is opened asks the background what to show, and moves what stands below when that comes. The wait
  // is not the page's own.
  await untilStill(() => run('return document.body.innerHTML'), rests)
}

const popups: State[] = VERDICT_KINDS.map((kind) => ({
  name: `popup-${kind}`,
  path: POPUP,
  over: 'site',
  prepare: async (desk) => {
    await desk.fill()
    await desk.judged(kind)
  },
}))

export const STATES: readonly State[] = [
  { name: 'welcome', path: 'pages/welcome/index.html' },
  {
    name: 'welcome-chosen',
    path: 'pages/welcome/index.html',
    act: async ({ fill, click }) => {
      await fill('input[type=search]', 'li')
      await click('.packs input[type=checkbox]')
      await click('[aria-expanded]')
    },
  },
  {
    name: 'welcome-refused',
    path: 'pages/welcome/index.html',
    act: async ({ run, click, appears }) => {
      await run(`(globalThis.browser ?? chrome).permissions.request = (_, told) => {
        told?.(false)
        return Promise.resolve(false)
      }`)
      await click('.packs input[type=checkbox]')
      await click('#choose ~ .row .primary')
      await appears('.failure')
    },
  },
  {
    name: 'welcome-not-found',
    path: 'pages/welcome/index.html',
    act: ({ fill }) => fill('input[type=search]', 'zzzz'),
  },
  { name: 'warning-example', path: `${WARNING}?example` },
  warning('warning', INCIDENTS.ongoing),
  warning('warning-open', INCIDENTS.ongoing, openAll),
  warning('warning-not-copied', INCIDENTS.ongoing, async (hands) => {
    await openAll(hands)
    await hands.run(`
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('No.', 'NotAllowedError'))
      const buttons = [...document.querySelectorAll('button')]
      buttons.find(({ textContent }) => /^(Copy|نسخ)$/.test(textContent)).click()`)
    await hands.appears('span[role=status]:not(:empty)')
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
    prepare: (desk) => desk.judged('suspect'),
    act: openAll,
  },
  {
    name: 'popup-snoozed',
    path: POPUP,
    over: 'site',
    prepare: (desk) => desk.judged('suspect'),
    act: async ({ click, appears }) => {
      await click('section .row button')
      await appears('.notice')
    },
    restore: async (desk) => desk.tell('unsnooze', { tab: await desk.siteTab(), url: HOME }),
  },
  {
    name: 'popup-hostile',
    path: POPUP,
    over: 'site',
    prepare: (desk) => desk.judged('suspect', HOSTILE_VERDICT),
    act: openAll,
  },
  { name: 'popup-no-website', path: POPUP, over: 'nothing' },
  { name: 'popup-own-warning', path: POPUP, over: 'warning', prepare: (desk) => desk.fill() },
  { name: 'popup-restored', path: POPUP, over: 'restored', prepare: (desk) => desk.fill() },
  {
    name: 'popup-not-watched',
    path: POPUP,
    over: 'site',
    prepare: (desk) => desk.tell('setDomain', { domain: 'lemonde.fr', isOn: false }),
    restore: (desk) => desk.tell('setDomain', { domain: 'lemonde.fr', isOn: true }),
  },
  { name: 'incidents', path: 'pages/incidents/index.html', prepare: (desk) => desk.fill() },
  {
    name: 'incidents-empty',
    path: 'pages/incidents/index.html',
    prepare: (desk) => desk.replace('incidents', []),
    restore: (desk) => desk.fill(),
  },
  {
    name: 'incidents-evidence',
    path: 'pages/incidents/index.html',
    prepare: async (desk) => {
      await desk.fill()
      await desk.put('captures', [{ incident: INCIDENTS.ongoing, at: 1 }])
    },
    restore: (desk) => desk.replace('captures', []),
  },
  {
    name: 'incidents-not-found',
    path: 'pages/incidents/index.html',
    act: ({ fill }) => fill('input[type=search]', 'zzzz'),
  },
  report('report', openAll),
  report('report-picture', async (hands) => {
    await openAll(hands)
    await hands.choose('input[type=file]', PICTURE)
    await hands.appears('.fields button')
    await hands.run(
      `for (const field of [...document.querySelectorAll('.fields button')].slice(0, 3)) field.click()`,
    )
  }),
  {
    name: 'report-hostile',
    path: REPORT,
    isOfTab: true,
    prepare: (desk) => desk.judged('suspect', HOSTILE_VERDICT),
    act: openAll,
  },
  { name: 'report-own', path: REPORT, prepare: (desk) => desk.replace('reports', REPORTS) },
  { name: 'dashboard-empty', path: DASHBOARD, prepare: (desk) => desk.replace('properties', []) },
  ...(['well', 'incident', 'outage', 'hostile'] as const).map(
    (kind): State => ({
      name: `dashboard-${kind}`,
      path: DASHBOARD,
      prepare: async (desk) => {
        await desk.fill()
        await desk.replace('properties', propertiesAt(Date.now())[kind])
        await desk.put('captures', [{ incident: INCIDENTS.ongoing, at: 1 }])
      },
      ...(kind === 'incident' || kind === 'hostile' ? { act: openAll } : {}),
      restore: async (desk) => {
        await desk.replace('properties', [])
        await desk.replace('captures', [])
      },
    }),
  ),
  {
    name: 'dashboard-bad',
    path: DASHBOARD,
    act: async ({ fill, click, appears }) => {
      await fill('form input', 'not a site')
      await click('form button')
      await appears('#add-bad')
    },
  },
  { name: 'decides', path: 'pages/decides/index.html' },
  {
    name: 'options',
    path: 'pages/options/index.html',
    prepare: (desk) => desk.tell('setDomain', { domain: 'courier.example', isOn: true }),
  },
  {
    name: 'options-open',
    path: 'pages/options/index.html',
    act: async ({ fill, click, appears }) => {
      await click('.packs details > summary')
      await click('#learned details > summary')
      await click('#learned details details > summary')
      await click('#data details > summary')
      await click('#reset button')
      await fill('#sites form input', 'not a site')
      await click('#sites form button')
      await appears('#add-bad')
    },
  },
  {
    name: 'options-damaged',
    path: 'pages/options/index.html',
    prepare: (desk) => desk.put('sites', [{ host: DAMAGED, lastSeen: 1, bytes: [] }]),
    act: async ({ click, appears }) => {
      // Learned longest ago, it stands last.
      await click('#learned > details:last-of-type > summary')
      await appears('#learned > details:last-of-type button')
    },
    restore: (desk) => desk.tell('forgetSite', { host: DAMAGED }),
  },
  {
    name: 'options-imported',
    path: 'pages/options/index.html',
    prepare: async (desk) => {
      const saved = await desk.tell('exportSites', { hosts: null, after: null })
      writeFileSync(SITES, withVersion(v.parse(savedSchema, saved).file))
    },
    act: async ({ choose, appears }) => {
      await choose('#backup input[type=file]', SITES)
      await appears('#backup [role=status]:not(:empty)')
      await appears('#learned details')
    },
    restore: async () => rmSync(SITES, { force: true }),
  },
  {
    name: 'options-searched',
    path: 'pages/options/index.html',
    // More than are listed at once, so that they can be searched.
    prepare: (desk) => desk.put('sites', MANY),
    act: async ({ fill, appears }) => {
      await fill('#sites input[type=search]', 'mond')
      await appears('#learned input[type=search]')
      await fill('#learned input[type=search]', 'paper-7')
    },
    restore: async (desk) => {
      for (const { host } of MANY) await desk.tell('forgetSite', { host })
    },
  },
  {
    name: 'options-hostile',
    path: 'pages/options/index.html',
    prepare: async (desk) => {
      for (const [store, records] of Object.entries(HOSTILE_STORES)) await desk.put(store, records)
    },
    act: ({ click }) => click('#learned details > summary'),
    // Last of all: nothing that the others need is left.
    restore: (desk) => desk.tell('resetAll', null),
  },
]

export function stateNamed(name: string): State {
  const state = STATES.find((one) => one.name === name)
  if (state === undefined) throw new Error(`The gallery has no state "${name}".`)
  return state
}
