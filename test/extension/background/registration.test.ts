import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted(() => ({ browser: null as unknown }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { isWatchedHost, patternsToRegister, syncRegistration } = await import(
  '../../../src/extension/background/registration.ts'
)
const { closeDatabase } = await import('../../../src/extension/background/database/open.ts')
const { setDomain, setPack } = await import('../../../src/extension/background/choose.ts')

const matches = () => browser.registered.flatMap((script) => script.matches)

describe('the registered script', () => {
  it('covers what is watched and granted, in a stable order', () => {
    const origins = new Set(['*://*.b.org/*', '*://*.a.org/*', '*://*.c.org/*'])
    expect(patternsToRegister(['b.org', 'a.org', 'd.org'], origins)).toEqual([
      '*://*.a.org/*',
      '*://*.b.org/*',
    ])
    expect(patternsToRegister(['b.org'], new Set(['<all_urls>']))).toEqual(['*://*.b.org/*'])
  })

  it('follows grants and choices, under one id', async () => {
    await syncRegistration()
    expect(matches()).toEqual([])
    browser.origins = ['*://*.lemonde.fr/*', '*://*.example.org/*']
    await Promise.all([syncRegistration(), syncRegistration()])
    expect(matches()).toEqual(['*://*.lemonde.fr/*'])
    await setDomain({ domain: 'example.org', isOn: true })
    expect(matches()).toEqual(['*://*.example.org/*', '*://*.lemonde.fr/*'])
    await setPack({ pack: 'fr', isOn: false })
    expect(matches()).toEqual(['*://*.example.org/*'])
    expect(browser.origins).toEqual(['*://*.example.org/*'])
    await setDomain({ domain: 'example.org', isOn: false })
    expect(browser.registered).toEqual([])
  })

  it('stays as it is where the choices cannot be read', async () => {
    browser.origins = ['*://*.example.org/*']
    await setDomain({ domain: 'example.org', isOn: true })
    await closeDatabase()
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('No.', 'UnknownError')
    })
    await syncRegistration()
    expect(matches()).toEqual(['*://*.example.org/*'])
    await expect(setDomain({ domain: 'example.org', isOn: false })).rejects.toThrow('cannot be opened')
    expect(browser.origins).toEqual(['*://*.example.org/*'])
    vi.restoreAllMocks()
    await syncRegistration()
    expect(matches()).toEqual(['*://*.example.org/*'])
    await setDomain({ domain: 'example.org', isOn: false })
  })

  it('says which hosts are watched', async () => {
    browser.registered = [{ id: 'look', matches: ['*://*.lemonde.fr/*'], js: [] }]
    for (const host of ['lemonde.fr', 'www.lemonde.fr', 'a.b.lemonde.fr'])
      expect(await isWatchedHost(host)).toBe(true)
    for (const host of ['notlemonde.fr', 'lemonde.fr.evil.com', 'fr', ''])
      expect(await isWatchedHost(host)).toBe(false)
  })
})
