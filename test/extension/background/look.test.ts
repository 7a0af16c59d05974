import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DEFACED } from '../../browser/pages.ts'
import { eventually } from '../../eventually.ts'
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
const { tabStatus } = await import('../../../src/extension/background/status.ts')
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')
const { RECORD_VERSION } = await import('../../../src/engine/page/page-record.ts')

// No site's owner says anything of it.
vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }))

const tabAt = (url: string) => async (id: number) => ({ id, index: 3, windowId: 1, url })
const sender = { from: 'page', tab: 7, host: 'www.lemonde.fr' } as const

const CALM = '<html><body>Bonjour</body></html>'

function received(url = 'https://www.lemonde.fr/', number = 1, html = CALM) {
  const record = {
    version: RECORD_VERSION,
    url,
    status: 200,
    at: 1,
    html,
    view: null,
    limits: [],
  }
  return { visit: 'a'.repeat(32), number, settled: false, record }
}

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  browser.origins = ['*://*.lemonde.fr/*']
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.clearAllMocks()
  vi.restoreAllMocks()
})

const icons = () => browser.action.setIcon.mock.calls.map(([{ path }]) => path[16])

describe('a look', () => {
  it('sets the icon and is answered', async () => {
    expect(await receiveLook(received(), sender)).toMatchObject({ banner: null })
    await eventually(() => expect(icons()).toHaveLength(1))
    expect((await tabStatus({ tab: 7, url: 'https://www.lemonde.fr/' })).view?.host).toBe('www.lemonde.fr')
  })

  it.each([
    ['is the one that was looked at, whatever its query', '?from=mail#top', true],
    ['is another of the site', 'another', false],
  ])('is what the popup tells of a page that %s', async (_name, rest, isTold) => {
    await receiveLook(received(), sender)
    const { view } = await tabStatus({ tab: 7, url: `https://www.lemonde.fr/${rest}` })
    expect(view !== null).toBe(isTold)
  })

  it.each([
    ['was closed', () => Promise.reject(new Error('No tab with id: 7.'))],
    ['went on to another site', tabAt('https://a.example/')],
    ['may no longer be read', tabAt('')],
  ])('leaves a tab alone that %s meanwhile', async (_name, get) => {
    const look = (number: number) =>
      receiveLook({ ...received('https://www.lemonde.fr/', number, DEFACED), settled: true }, sender)
    browser.tabs.get.mockImplementation(get)
    for (const number of [1, 2]) expect(await look(number)).toMatchObject({ banner: null })
    expect(browser.tabs.update).not.toHaveBeenCalled()
    expect(browser.action.setTitle).not.toHaveBeenCalled()
    // What was seen is known all the same: another look at it is warned of.
    browser.tabs.get.mockImplementation(tabAt('https://www.lemonde.fr/'))
    await look(3)
    expect(browser.tabs.update).toHaveBeenCalledOnce()
  })

  it('of an altered page begins an incident, and the popup is told since when it goes on', async () => {
    const url = 'https://www.lemonde.fr/'
    const status = () => tabStatus({ tab: 7, url })
    const incidents = async () => (await openDatabase()).getAll('incidents')
    await receiveLook(received(), sender)
    expect(await status()).toMatchObject({ alteredSince: null })
    browser.tabs.get.mockImplementation(tabAt(url))
    const altered = { ...received(url, 2, DEFACED), visit: 'b'.repeat(32), settled: true }
    for (const number of [1, 2]) await receiveLook({ ...altered, number }, sender)
    const [incident] = await incidents()
    expect(incident).toMatchObject({ restoredAt: 0 })
    expect(await status()).toMatchObject({ alteredSince: incident?.firstSeen })
    if (incident !== undefined)
      await (await openDatabase()).put('incidents', { ...incident, restoredAt: Date.now() })
    expect(await status()).toMatchObject({ alteredSince: null })
  })

  it('that speaks of another host than its sender is refused', async () => {
    await expect(receiveLook(received('https://www.example.org/'), sender)).rejects.toThrow('another host')
  })

  it.each([
    [
      'cannot be opened',
      () => {
        throw new DOMException('Not allowed here.', 'SecurityError')
      },
    ],
    [
      'is held by an older version',
      () => {
        const request = new EventTarget()
        queueMicrotask(() =>
          request.dispatchEvent(Object.assign(new Event('blocked'), { oldVersion: 0, newVersion: 1 })),
        )
        return request
      },
    ],
  ])('is said to be unchecked when the database %s, and disturbs nothing', async (_name, open) => {
    Object.assign(globalThis.indexedDB, { open })
    expect(await receiveLook(received(), sender)).toEqual({ again: false, banner: null })
    await eventually(() => expect(icons().at(-1)).toBe('/icons/undetermined-16.png'))
    expect(browser.tabs.update).not.toHaveBeenCalled()
    const status = await tabStatus({ tab: 7, url: 'https://www.lemonde.fr/' })
    expect(status.view?.verdict.reasons).toEqual([{ key: 'reason_storage_unavailable', params: [] }])
  })
})
