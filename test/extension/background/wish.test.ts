import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeArea, FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { grantWish, wishDomain } = await import('../../../src/extension/background/wish.ts')
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')

const domain = 'paper.example'
const pattern = '*://*.paper.example/*'
const chosen = async () => (await openDatabase()).getAll('choices')
/** The reader lets the browser have what it asked for. */
const grant = (origin = pattern) => {
  browser.origins = [origin]
  return grantWish({ origins: [origin] })
}

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  Object.assign(browser.storage, { local: new FakeArea(), sync: new FakeArea(), session: new FakeArea() })
  browser.registered = []
})
afterEach(() => vi.useRealTimers())

describe('a domain that is wished for', () => {
  it('is watched as soon as it is granted, and its pages are looked at', async () => {
    await wishDomain({ domain })
    expect(await chosen()).toEqual([])
    await grant()
    expect(await chosen()).toEqual([{ kind: 'domain', name: domain, isOn: true }])
    expect(browser.registered).toMatchObject([{ matches: [pattern] }])
  })

  it('is not watched where the reader refuses, or grants something else', async () => {
    await wishDomain({ domain })
    await grant('*://*.other.example/*')
    await wishDomain({ domain: null })
    await grant()
    expect(await chosen()).toEqual([])
  })

  it('is watched once: what is granted without a wish is for the reader to choose', async () => {
    await wishDomain({ domain })
    await grant()
    await (await openDatabase()).clear('choices')
    await grant()
    expect(await chosen()).toEqual([])
  })

  it('is forgotten when no answer comes', async () => {
    await wishDomain({ domain })
    vi.useFakeTimers({ now: Date.now() + 11 * 60_000, toFake: ['Date'] })
    await grant()
    expect(await chosen()).toEqual([])
  })
})
