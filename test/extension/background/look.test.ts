import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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
const { closeDatabase } = await import('../../../src/extension/background/database/open.ts')
const { RECORD_VERSION } = await import('../../../src/engine/page/page-record.ts')

const sender = { from: 'page', tab: 7, host: 'www.lemonde.fr' } as const

function received(url = 'https://www.lemonde.fr/', number = 1) {
  const record = {
    version: RECORD_VERSION,
    url,
    status: 200,
    at: 1,
    html: '<html><body>Bonjour</body></html>',
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
  vi.restoreAllMocks()
})

const icons = () => browser.action.setIcon.mock.calls.map(([{ path }]) => path[16])

describe('a look', () => {
  it('sets the icon and is answered', async () => {
    expect(await receiveLook(received(), sender)).toMatchObject({ banner: null })
    await vi.waitFor(() => expect(icons()).toHaveLength(1))
    expect((await tabStatus({ tab: 7, url: 'https://www.lemonde.fr/' })).view?.host).toBe('www.lemonde.fr')
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
    expect(icons().at(-1)).toBe('/icons/undetermined-16.png')
    expect(browser.tabs.update).not.toHaveBeenCalled()
    const status = await tabStatus({ tab: 7, url: 'https://www.lemonde.fr/' })
    expect(status.view?.verdict.reasons).toEqual([{ key: 'reason_storage_unavailable', params: [] }])
  })
})
