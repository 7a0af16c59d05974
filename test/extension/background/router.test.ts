import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted(() => ({ browser: null as unknown }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { answer } = await import('../../../src/extension/background/router.ts')
const { routes } = await import('../../../src/extension/background/routes.ts')

const tab = { id: 7, index: 0, highlighted: true, active: true, pinned: false, incognito: false }
const page = { id: 'masthead', tab, frameId: 0, url: 'https://www.lemonde.fr/' }
const own = { id: 'masthead', url: 'chrome-extension://masthead/pages/popup/index.html' }
const look = { visit: 'a'.repeat(32), number: 1, settled: false, record: null }

const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})
const unforeseen = { ok: false, failure: { key: 'failure_unforeseen', params: [] } }
const saying = (words: string) => expect.objectContaining({ message: expect.stringContaining(words) })

beforeEach(() => {
  browser.registered = [{ id: 'look', matches: ['*://*.lemonde.fr/*'], js: [] }]
})

describe('a message', () => {
  it('from a stranger is not answered at all', () => {
    expect(answer(routes, { name: 'watchStatus', request: null }, { ...own, id: 'stranger' })).toBeNull()
  })

  it.each([
    ['no message', null],
    ['an unknown name', { name: 'format', request: null }],
    ['a name every object has', { name: 'constructor', request: null }],
    ['more than a message', { name: 'watchStatus', request: null, more: 1 }],
    ['a request of the wrong shape', { name: 'status', request: { tab: 'one', url: 3 } }],
  ])('is refused and said to be: %s', async (_name, message) => {
    const reply = await answer(routes, message, own)
    expect(reply).toEqual(unforeseen)
  })

  it('for our own pages is refused from a web page', async () => {
    for (const name of [
      ...['watchStatus', 'incident', 'showAnyway', 'setDomain', 'wishDomain', 'setPack', 'status', 'leave'],
      ...['siteKnowledge', 'learnThisPage', 'forgetSite', 'approveChange', 'exportSites', 'importSites'],
    ])
      expect(await answer(routes, { name, request: null }, page)).toEqual(unforeseen)
    expect(warnings).toHaveBeenLastCalledWith(saying('own pages'))
  })

  it('for watched pages is refused from our own pages and from hosts that are not watched', async () => {
    const elsewhere = { ...page, url: 'https://example.org/' }
    const lookalike = { ...page, url: 'https://notlemonde.fr/' }
    for (const sender of [own, elsewhere, lookalike])
      expect(await answer(routes, { name: 'look', request: look }, sender)).toEqual(unforeseen)
    expect(warnings).toHaveBeenLastCalledWith(saying('watched page'))
  })

  it('with a record that is none is refused with the reason', async () => {
    expect(await answer(routes, { name: 'look', request: look }, page)).toEqual(unforeseen)
    expect(warnings).toHaveBeenLastCalledWith(saying('record'))
  })

  it('is answered also when its handler throws, but not with words that nobody translated', async () => {
    const failing = { ...routes, watchStatus: () => Promise.reject(new Error('The disk is gone.')) }
    expect(await answer(failing, { name: 'watchStatus', request: null }, own)).toEqual(unforeseen)
    expect(warnings).toHaveBeenLastCalledWith(saying('The disk is gone.'))
  })

  it('in its right shape, from the right sender, is handled', async () => {
    const reply = await answer(routes, { name: 'watchStatus', request: null }, own)
    expect(reply).toMatchObject({ ok: true, value: { own: [] } })
  })
})
