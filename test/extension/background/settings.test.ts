import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeArea, FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { changeSettings, forgetSettings, settings } = await import(
  '../../../src/extension/background/settings.ts'
)
const { forgetManaged } = await import('../../../src/extension/background/managed.ts')

beforeEach(() => {
  Object.assign(browser.storage, { local: new FakeArea(), sync: new FakeArea() })
  browser.storage.managed.policy = null
  forgetManaged()
  forgetSettings()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})

describe('settings', () => {
  it('are balanced, quiet about suspicions, and follow the reader, until somebody says otherwise', async () => {
    expect(await settings()).toEqual({
      sensitivity: 'balanced',
      notifiesDefaced: true,
      notifiesSuspect: false,
      follows: true,
      looksOutside: false,
    })
  })

  it('are kept here and told to other computers, but for whether they are told', async () => {
    await changeSettings({ sensitivity: 'quiet' })
    forgetSettings()
    expect((await settings()).sensitivity).toBe('quiet')
    // Of what nobody set nothing is said: another computer may know better, and an organisation's stays here.
    expect(browser.storage.sync.items.settings).toEqual({ sensitivity: 'quiet' })
  })

  it('of an organisation hold here, and are told to no other computer', async () => {
    browser.storage.managed.policy = { settings: { looksOutside: true } }
    forgetManaged()
    forgetSettings()
    expect(await changeSettings({ sensitivity: 'quiet' })).toMatchObject({ looksOutside: true })
    expect(browser.storage.sync.items.settings).toEqual({ sensitivity: 'quiet' })
    expect(browser.storage.local.items.settings).toEqual({ sensitivity: 'quiet' })
  })

  it('of another computer hold here, unless they are not to follow', async () => {
    browser.storage.sync.items.settings = { sensitivity: 'watchful', notifiesSuspect: true }
    expect(await settings()).toMatchObject({ sensitivity: 'watchful', notifiesSuspect: true })
    await changeSettings({ follows: false, sensitivity: 'quiet' })
    browser.storage.sync.items.settings = { sensitivity: 'watchful' }
    forgetSettings()
    expect(await settings()).toMatchObject({ sensitivity: 'quiet', follows: false })
  })

  it('hold here where nothing can be synchronised', async () => {
    browser.storage.sync.fails = true
    await changeSettings({ notifiesSuspect: true })
    forgetSettings()
    expect((await settings()).notifiesSuspect).toBe(true)
  })

  it('hold here where only the telling fails, until another computer says something else', async () => {
    browser.storage.sync.items.settings = { sensitivity: 'watchful', notifiesSuspect: true }
    vi.spyOn(browser.storage.sync, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'))
    expect(await changeSettings({ sensitivity: 'quiet' })).toMatchObject({ sensitivity: 'quiet' })
    forgetSettings()
    expect(await settings()).toMatchObject({ sensitivity: 'quiet', notifiesSuspect: true })
    await changeSettings({ notifiesSuspect: false })
    forgetSettings()
    expect(await settings()).toMatchObject({ sensitivity: 'quiet', notifiesSuspect: false })
    browser.storage.sync.items.settings = { sensitivity: 'balanced', notifiesSuspect: true }
    forgetSettings()
    expect(await settings()).toMatchObject({ sensitivity: 'balanced', notifiesSuspect: true })
  })

  it('follow another computer also back to what was set there before', async () => {
    const before = {
      sensitivity: 'watchful',
      notifiesDefaced: true,
      notifiesSuspect: false,
      looksOutside: false,
    }
    browser.storage.sync.items.settings = before
    await changeSettings({ sensitivity: 'quiet' })
    browser.storage.sync.items.settings = before
    forgetSettings()
    expect((await settings()).sensitivity).toBe('watchful')
  })

  it.each([[null], ['quiet'], [{ sensitivity: 'deafening', notifiesDefaced: 'yes' }], [[1, 2]]])(
    'that are damaged (%j) are as if they had not been set',
    async (damaged) => {
      browser.storage.local.items.settings = damaged
      expect(await settings()).toMatchObject({ sensitivity: 'balanced', notifiesDefaced: true })
    },
  )

  it('that are understood count beside those that are not', async () => {
    browser.storage.local.items.settings = { sensitivity: 'quiet', notifiesDefaced: 7, later: true }
    expect(await settings()).toMatchObject({ sensitivity: 'quiet', notifiesDefaced: true })
  })
})
