import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { DEFACED } from '../../browser/pages.ts'
import { eventually } from '../../eventually.ts'
import { FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted(() => ({ browser: null as unknown }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))

/** Firefox for Android: no windows and no places in them, no keys, and only words on the action's entry in a menu. */
const full = new FakeBrowser()
const { setTitle } = full.action
const create = vi.fn(async (wanted: object) => {
  if ('index' in wanted || 'windowId' in wanted) throw new Error('Property "index" is unsupported by Firefox')
  return {}
})
const get = async (id: number) => ({ id, index: 0, url: 'https://www.lemonde.fr/' })
const remove = vi.fn(async () => {})
fake.browser = Object.assign(Object.create(full), {
  action: { setTitle },
  tabs: { update: full.tabs.update, get, create, remove },
})
full.origins = ['*://*.lemonde.fr/*']
const { receiveLook } = await import('../../../src/extension/background/look.ts')
const { leave } = await import('../../../src/extension/background/warning.ts')
const { RECORD_VERSION } = await import('../../../src/engine/page/page-record.ts')

it('a verdict is told in words where no icon can be drawn', async () => {
  const record = {
    version: RECORD_VERSION,
    url: 'https://www.lemonde.fr/',
    status: 200,
    at: 1,
    html: DEFACED,
    view: null,
    limits: [],
  }
  const sender = { from: 'page', tab: 7, host: 'www.lemonde.fr' } as const
  await receiveLook({ visit: 'a'.repeat(32), number: 1, settled: false, record }, sender)
  await eventually(() => expect(setTitle).toHaveBeenCalledTimes(1))
  expect(setTitle.mock.calls[0]).toMatchObject([{ tabId: 7 }])
})

it('the page is left where a tab has no place among others', async () => {
  await leave(null, { from: 'own', tab: 7 })
  expect(create.mock.calls).toEqual([[{ index: 0 }], [{}]])
  expect(remove).toHaveBeenCalledExactlyOnceWith(7)
})
