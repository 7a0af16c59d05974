import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFACED } from '../../browser/pages.ts'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted(() => ({ browser: null as unknown }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { receiveLook } = await import('../../../src/extension/background/look.ts')
const { checkAgain, incidentView, showAnyway } = await import('../../../src/extension/background/warning.ts')
const { previewReport } = await import('../../../src/extension/background/reports/report.ts')
const { unsnooze } = await import('../../../src/extension/background/snooze.ts')
const { tabStatus } = await import('../../../src/extension/background/status.ts')
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')
const { RECORD_VERSION } = await import('../../../src/engine/page/page-record.ts')

vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }))

const HOST = 'www.lemonde.fr'
const ADDRESS = `https://${HOST}/a.php?id=5`
const KEPT = `https://${HOST}/a.php`
const page = { from: 'page', tab: 7, host: HOST } as const
const warning = { from: 'own', tab: 7 } as const

async function look(visit: string, number: number, html = DEFACED) {
  const record = { version: RECORD_VERSION, url: ADDRESS, status: 200, at: 1, html, view: null, limits: [] }
  await receiveLook({ visit: visit.repeat(32), number, settled: number > 1, record }, page)
}

/** A page that was taken off its tab; gives the incident's id. */
async function warned(): Promise<string> {
  for (const number of [1, 2]) await look('a', number)
  const [incident] = await (await openDatabase()).getAll('incidents')
  if (incident === undefined) throw new Error('There is no incident.')
  expect(browser.tabs.update).toHaveBeenCalledOnce()
  browser.tabs.update.mockClear()
  return incident.id
}

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  browser.origins = ['*://*.lemonde.fr/*']
  vi.restoreAllMocks()
  vi.clearAllMocks()
  await browser.storage.session.clear()
  browser.storage.session.fails = false
  vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

describe('the way past a warning', () => {
  it('leads to the very page, whose query no disk has seen', async () => {
    const id = await warned()
    expect(await incidentView({ id }, warning)).toMatchObject({ url: KEPT, address: ADDRESS })
    // By a notification, or from the popup, it opens in another tab.
    expect(await incidentView({ id }, { from: 'own', tab: 8 })).toMatchObject({ address: ADDRESS })
    await checkAgain({ id }, warning)
    expect(browser.tabs.update).toHaveBeenLastCalledWith(7, { url: ADDRESS })
    await showAnyway({ id, isMistake: false }, warning)
    expect(browser.tabs.update).toHaveBeenLastCalledWith(7, { url: ADDRESS })
    const database = await openDatabase()
    const stored = await Promise.all([...database.objectStoreNames].map((name) => database.getAll(name)))
    expect(JSON.stringify(stored)).not.toContain('id=5')
  })

  it('is open once in a session, whatever more is found, until the reader wants warnings again', async () => {
    const id = await warned()
    await showAnyway({ id, isMistake: false }, warning)
    browser.tabs.update.mockClear()
    const more = DEFACED.replace('</body>', '<h1>Owned by the night heron crew</h1></body>')
    for (const number of [1, 2]) await look('b', number, more)
    expect(browser.tabs.update).not.toHaveBeenCalled()
    expect(await tabStatus({ tab: 7, url: ADDRESS })).toMatchObject({ decision: 'shown' })
    await unsnooze({ tab: 7, url: ADDRESS })
    for (const number of [1, 2]) await look('c', number, more)
    expect(browser.tabs.update).toHaveBeenCalledOnce()
  })

  it('is open where the session takes nothing more, and closed only where nothing does', async () => {
    const id = await warned()
    browser.storage.session.fails = true
    await showAnyway({ id, isMistake: false }, warning)
    expect(browser.tabs.update).toHaveBeenLastCalledWith(7, { url: KEPT })
    browser.tabs.update.mockClear()
    for (const number of [1, 2]) await look('b', number)
    expect(browser.tabs.update).not.toHaveBeenCalled()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await expect(showAnyway({ id, isMistake: false }, warning)).rejects.toThrow('Nothing could be written')
  })

  it('is not narrowed by a banner that was closed before', async () => {
    const id = await warned()
    const [
      {
        verdict: { fingerprint },
      } = { verdict: { fingerprint: '' } },
    ] = await (await openDatabase()).getAll('incidents')
    await showAnyway({ id, isMistake: false }, warning)
    await (await openDatabase()).put('decisions', { host: HOST, fingerprint, decision: 'dismissed', at: 1 })
    browser.tabs.update.mockClear()
    for (const number of [1, 2]) await look('b', number)
    expect(browser.tabs.update).not.toHaveBeenCalled()
  })

  it('is open where the disk takes nothing more', async () => {
    const id = await warned()
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await showAnyway({ id, isMistake: true }, warning)
    expect(browser.tabs.update).toHaveBeenLastCalledWith(7, { url: ADDRESS })
    put.mockRestore()
    browser.tabs.update.mockClear()
    for (const number of [1, 2]) await look('b', number)
    expect(browser.tabs.update).not.toHaveBeenCalled()
  })
})

describe('a report', () => {
  it('of an incident is of its own page, whatever the tab shows by now', async () => {
    const id = await warned()
    const report = await previewReport({ subject: { incident: id }, kind: 'defaced' })
    expect(report).toMatchObject({ url: KEPT, verdict: { kind: 'defaced' } })
    expect(report.sketch.text).not.toEqual([])
    // As after some hundred visits more.
    await (await openDatabase()).clear('visits')
    const later = await previewReport({ subject: { incident: id }, kind: 'defaced' })
    expect(later).toMatchObject({ url: KEPT, sketch: { text: [] } })
    const unknown = previewReport({ subject: { incident: 'f'.repeat(32) }, kind: 'defaced' })
    await expect(unknown).rejects.toThrow('no longer known')
  })

  it('is of no later than now, though the clock was ahead when the page was seen', async () => {
    const id = await warned()
    const seen = (await previewReport({ subject: { incident: id }, kind: 'defaced' })).at
    const setBack = vi.spyOn(Date, 'now').mockReturnValue(seen - 3 * 86_400_000)
    const report = await previewReport({ subject: { incident: id }, kind: 'defaced' })
    setBack.mockRestore()
    expect(report.at).toBe(seen - 3 * 86_400_000)
  })

  it('of a tab is of the page there, and not of what another page or tab of that number once showed', async () => {
    await warned()
    const report = (url: string) => {
      browser.tabs.get.mockImplementation(async (id) => ({ id, index: 0, windowId: 1, url }))
      return previewReport({ subject: { tab: 7 }, kind: 'defaced' })
    }
    expect(await report(ADDRESS)).toMatchObject({ url: KEPT })
    expect(await report(`chrome-extension://masthead/pages/warning/index.html`)).toMatchObject({ url: KEPT })
    await expect(report(new URL('/another', ADDRESS).href)).rejects.toThrow('Nothing is known')
    await expect(report('https://a.example/')).rejects.toThrow('Nothing is known')
  })
})
