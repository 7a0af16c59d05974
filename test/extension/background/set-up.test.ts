import 'fake-indexeddb/auto'
import { beforeEach, expect, it, vi } from 'vitest'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { setUp } = await import('../../../src/extension/background/set-up.ts')

/** What had been registered when the first file of the feed that came with the extension was asked for. */
let seen: string[] | null = null
const errors = vi.spyOn(console, 'error').mockImplementation(() => {})

beforeEach(() => {
  seen = null
  errors.mockClear()
  vi.stubGlobal('fetch', () => {
    seen ??= browser.registered.map(({ id }) => id)
    return Promise.reject(new TypeError('No file here.'))
  })
})

it('tells the browser what to look at before it reads what came with it', async () => {
  browser.origins = ['*://*.lemonde.fr/*']
  await setUp()
  expect(seen).toEqual(['look'])
})

it('does the second whatever became of the first, and says both', async () => {
  vi.spyOn(browser.scripting, 'getRegisteredContentScripts').mockRejectedValueOnce(new Error('Not now.'))
  await setUp()
  expect(seen).not.toBe(null)
  expect(errors).toHaveBeenCalledTimes(2)
})
