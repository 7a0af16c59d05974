import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '../../eventually.ts'
import { FakeArea, FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { setDomain, setPack } = await import('../../../src/extension/background/choose.ts')
const { followChoices, takeChoices } = await import('../../../src/extension/background/follow.ts')
const { routes } = await import('../../../src/extension/background/routes.ts')
const { forgetManaged } = await import('../../../src/extension/background/managed.ts')
const { forgetSettings } = await import('../../../src/extension/background/settings.ts')
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')

/** The store that the reader's computers share. */
let shared: FakeArea

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  shared = new FakeArea()
  Object.assign(browser.storage, { local: new FakeArea(), sync: shared })
  browser.storage.managed.policy = null
  forgetManaged()
  forgetSettings()
})

const chosen = async () =>
  (await (await openDatabase()).getAll('choices')).map(({ name, isOn }) => `${name} ${isOn ? 'on' : 'off'}`)
/** As the options do. */
const setFollows = (follows: boolean) => routes.changeSettings({ follows }, { from: 'own', tab: null })
const told = () => JSON.stringify(shared.items)

/** Many domains of the reader's own, as a file brings them. */
async function chooseMany(count: number) {
  const transaction = (await openDatabase()).transaction('choices', 'readwrite')
  for (let number = 1; number <= count; number++)
    await transaction.store.put({ kind: 'domain', name: `paper-${number}.example`, isOn: true })
  await transaction.done
}

describe('choices', () => {
  it('made quickly are all kept, though the first comes back while the second is being told', async () => {
    await setPack({ pack: 'de', isOn: true })
    await eventually(() => expect(told()).toContain('"de"'))
    let goOn = () => {}
    const goesOn = new Promise<void>((done) => {
      goOn = done
    })
    vi.spyOn(shared, 'set').mockImplementationOnce(async (items) => {
      await goesOn
      Object.assign(shared.items, items)
    })
    await setPack({ pack: 'es', isOn: true })
    const echo = takeChoices()
    goOn()
    await echo
    expect(await chosen()).toEqual(['de on', 'es on'])
    expect(told()).toContain('"es"')
  })

  it('that could not be told are not lost when earlier ones come back', async () => {
    await setPack({ pack: 'de', isOn: true })
    await followChoices()
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    vi.spyOn(shared, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'))
    await setPack({ pack: 'es', isOn: true })
    await takeChoices()
    expect(told()).not.toContain('"es"')
    expect(await chosen()).toEqual(['de on', 'es on'])
  })

  it('of another computer are taken over, and those made here stay beside them', async () => {
    await setPack({ pack: 'de', isOn: true })
    await setDomain({ domain: 'paper.example', isOn: true })
    await followChoices()
    shared.items['choices-0'] = [
      ['pack', 'de', false],
      ['pack', 'it', true],
    ]
    const transaction = (await openDatabase()).transaction('choices', 'readwrite')
    await transaction.store.put({ kind: 'pack', name: 'es', isOn: true })
    await transaction.done
    await takeChoices()
    expect(await chosen()).toEqual(['de off', 'es on', 'it on'])
  })

  it('are not cut by how many can be told, and packs are told first', async () => {
    await chooseMany(2_050)
    await setPack({ pack: 'de', isOn: true })
    await followChoices()
    await takeChoices()
    expect(await chosen()).toHaveLength(2_051)
    expect(shared.items['choices-0']).toContainEqual(['pack', 'de', true])
    expect(shared.items['choices-19']).toHaveLength(100)
  })

  it('are not cut by what another computer had no room for either, which is followed all the same', async () => {
    await chooseMany(2_000)
    await followChoices()
    const first = Array.from({ length: 100 }, (_, at) => ['domain', `other-${at}.example`, true])
    shared.items['choices-0'] = first
    await takeChoices()
    expect(await chosen()).toHaveLength(2_100)
  })

  it('are neither told nor taken over where the reader wants no following', async () => {
    browser.storage.local.items.settings = { follows: false }
    shared.items['choices-0'] = [['pack', 'it', true]]
    await setPack({ pack: 'de', isOn: true })
    await followChoices()
    await takeChoices()
    expect(await chosen()).toEqual(['de on'])
    expect(told()).not.toContain('"de"')
  })

  it('made on both sides while nothing followed follow as soon as that is switched on again', async () => {
    await setPack({ pack: 'de', isOn: true })
    await followChoices()
    await setFollows(false)
    await setPack({ pack: 'es', isOn: true })
    shared.items['choices-0'] = [
      ['pack', 'de', true],
      ['pack', 'it', true],
    ]
    await setFollows(true)
    expect(await chosen()).toEqual(['de on', 'es on', 'it on'])
    for (const pack of ['de', 'es', 'it']) expect(told()).toContain(`"${pack}"`)
  })

  it('of another computer are not taken over where an organisation decides', async () => {
    browser.storage.managed.policy = { lockWatch: true }
    forgetManaged()
    shared.items['choices-0'] = [['pack', 'it', true]]
    await takeChoices()
    expect(await chosen()).toEqual([])
  })
})
