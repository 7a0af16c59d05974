import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import * as v from 'valibot'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fullSite } from '../../engine/signature/full-site.ts'
import { withVersion } from '../../engine/signature/with-version.ts'
import { FakeArea, FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { exportAll, importAll } = await import('../../../src/extension/background/backup.ts')
const { exportSites } = await import('../../../src/extension/background/transfer.ts')
const { resetAll } = await import('../../../src/extension/background/reset.ts')
const { changeSettings, forgetSettings, settings } = await import(
  '../../../src/extension/background/settings.ts'
)
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')
const { forgetManaged } = await import('../../../src/extension/background/managed.ts')
const { newProperty } = await import('../../../src/extension/background/properties/property.ts')
const { toRecord } = await import('../../../src/extension/background/database/sites.ts')
const { KEPT } = await import('../../../src/extension/background/database/trim.ts')

const verdict = { kind: 'defaced' as const, points: 9, evidence: [], reasons: [], fingerprint: 'abc' }
const incident = {
  id: '11111111-2222-3333-4444-555555555555',
  host: 'a.example',
  url: 'https://a.example/',
  firstSeen: 1,
  lastSeen: 2,
  restoredAt: 0,
  verdict,
  isOutside: true,
}

const property = { url: 'https://a.example/', addedAt: 1, every: 60, checks: [], contacts: null }

const policy = (set: Record<string, unknown> | null): void => {
  browser.storage.managed.policy = set
  forgetManaged()
  forgetSettings()
}

beforeEach(async () => {
  await closeDatabase()
  policy(null)
  globalThis.indexedDB = new IDBFactory()
  Object.assign(browser.storage, { local: new FakeArea(), sync: new FakeArea(), session: new FakeArea() })
  browser.registered = []
  browser.origins = ['*://*.lemonde.fr/*']
  forgetSettings()
})

async function fill(): Promise<void> {
  const database = await openDatabase()
  await database.put('sites', toRecord(fullSite(20)))
  await database.put('choices', { kind: 'domain', name: 'a.example', isOn: true })
  await database.put('decisions', { host: 'a.example', fingerprint: 'abc', decision: 'mistake', at: 5 })
  await database.put('incidents', incident)
  await database.put('properties', {
    ...newProperty('https://a.example/', 7),
    every: 15,
    checks: [{ at: 8, shown: 'intact', match: 0.97, why: null }],
    contacts: { at: 8, contacts: ['mailto:security@a.example'], languages: ['fr'], expires: null },
  })
  await changeSettings({ sensitivity: 'quiet' })
}

async function kept() {
  const database = await openDatabase()
  const stores = ['sites', 'choices', 'decisions', 'incidents', 'properties'] as const
  return Promise.all(stores.map((store) => database.getAll(store)))
}

describe('a file with everything', () => {
  it('brings back everything after a reset', async () => {
    await fill()
    const before = await kept()
    const { file } = await exportAll()
    await resetAll()
    expect((await kept()).flat()).toEqual([])
    expect((await settings()).sensitivity).toBe('balanced')
    expect(await importAll({ file, replace: false })).toMatchObject({
      choices: 1,
      decisions: 1,
      incidents: 1,
      properties: 1,
      sites: { added: [fullSite(20).host] },
    })
    // What is looked after is looked at anew, at once.
    const nextAt = expect.any(Number)
    expect((await kept())[4]).toEqual(before[4]?.map((one) => ({ ...one, nextAt })))
    expect((await kept()).slice(0, 4)).toEqual(before.slice(0, 4))
    expect((await settings()).sensitivity).toBe('quiet')
  })

  it('leaves what is here already, unless it is to replace it', async () => {
    await fill()
    const { file } = await exportAll()
    await (await openDatabase()).put('choices', { kind: 'domain', name: 'a.example', isOn: false })
    await importAll({ file, replace: false })
    expect(await (await openDatabase()).get('choices', ['domain', 'a.example'])).toMatchObject({
      isOn: false,
    })
    await importAll({ file, replace: true })
    expect(await (await openDatabase()).get('choices', ['domain', 'a.example'])).toMatchObject({ isOn: true })
  })

  it('pushes out no site that is here', async () => {
    await fill()
    const { file } = await exportAll()
    const database = await openDatabase()
    await database.clear('sites')
    const transaction = database.transaction('sites', 'readwrite')
    const record = toRecord(fullSite(3))
    for (let i = 0; i < KEPT.sites; i++)
      void transaction.store.put({ ...record, host: `site-${i}.example`, lastSeen: i })
    await transaction.done
    const before = await database.getAllKeys('sites')
    const { sites } = await importAll({ file, replace: false })
    expect(sites).toEqual({
      added: [],
      replaced: [],
      kept: [],
      noRoom: [fullSite(20).host],
      otherVersion: [],
    })
    expect(await database.getAllKeys('sites')).toEqual(before)
  })

  it('with a site of another version brings back all the rest', async () => {
    await fill()
    await (await openDatabase()).put('sites', toRecord({ ...fullSite(5), host: 'b.example' }))
    const file: unknown = JSON.parse((await exportAll()).file)
    const saved = v.parse(v.looseObject({ sites: v.string() }), file)
    await resetAll()
    const older = JSON.stringify({ ...saved, sites: withVersion(saved.sites) })
    expect(await importAll({ file: older, replace: false })).toMatchObject({
      decisions: 1,
      sites: { added: ['b.example'], otherVersion: [fullSite(20).host] },
    })
  })

  it('may be one of sites alone', async () => {
    await fill()
    const { file } = await exportSites({ hosts: null, after: null })
    await resetAll()
    expect(await importAll({ file, replace: false })).toMatchObject({ choices: 0, incidents: 0 })
    expect((await kept())[0]).toHaveLength(1)
    expect(browser.storage.local.items).not.toHaveProperty('settings')
  })
})

describe('the settings of a file', () => {
  it('are taken where none are set, or where they are to replace those that are', async () => {
    await fill()
    const { file } = await exportAll()
    await changeSettings({ sensitivity: 'watchful' })
    await importAll({ file, replace: false })
    expect((await settings()).sensitivity).toBe('watchful')
    await importAll({ file, replace: true })
    expect((await settings()).sensitivity).toBe('quiet')
  })

  it('that came from another computer stay as well', async () => {
    await fill()
    const { file } = await exportAll()
    await resetAll()
    browser.storage.sync.items.settings = { sensitivity: 'watchful' }
    forgetSettings()
    await importAll({ file, replace: false })
    expect((await settings()).sensitivity).toBe('watchful')
  })
})

it('a file that turns following on outdoes what the other computers chose of its own sites alone', async () => {
  await fill()
  await changeSettings({ follows: true })
  const { file } = await exportAll()
  await changeSettings({ follows: false })
  browser.storage.sync.items['choices-0'] = [
    ['domain', 'a.example', false],
    ['domain', 'b.example', true],
  ]
  await importAll({ file, replace: true })
  expect(await (await openDatabase()).getAll('choices')).toMatchObject([
    { name: 'a.example', isOn: true },
    { name: 'b.example', isOn: true },
  ])
  expect(browser.storage.sync.items['choices-0']).toEqual([
    ['domain', 'a.example', true],
    ['domain', 'b.example', true],
  ])
})

describe('under a policy', () => {
  it('all but the settings that it fixes is taken, and what is left out is counted', async () => {
    await fill()
    await changeSettings({ notifiesSuspect: true })
    const { file } = await exportAll()
    await resetAll()
    policy({ settings: { sensitivity: 'watchful', looksOutside: false } })
    browser.origins = ['*://*.a.example/*']
    const result = await importAll({ file, replace: true })
    expect(result).toMatchObject({ choices: 1, leftOut: { settings: 1, choices: 0 } })
    expect(await settings()).toMatchObject({ sensitivity: 'watchful', notifiesSuspect: true })
    expect(browser.registered[0]?.matches).toContain('*://*.a.example/*')
  })

  it('that decides what is watched no choice is taken, also where it would be replaced', async () => {
    await fill()
    await (await openDatabase()).put('choices', { kind: 'domain', name: 'b.example', isOn: true })
    const { file } = await exportAll()
    await (await openDatabase()).delete('choices', ['domain', 'b.example'])
    policy({ lockWatch: true })
    const result = await importAll({ file, replace: true })
    expect(result).toMatchObject({ choices: 0, decisions: 1, leftOut: { settings: 0, choices: 1 } })
    expect((await kept())[1]).toEqual([{ kind: 'domain', name: 'a.example', isOn: true }])
  })
})

describe('a file that is not taken', () => {
  const broken = async () => (await exportAll()).file.slice(0, -40)
  const changed = async (change: (file: Record<string, unknown>) => object) => {
    await fill()
    return JSON.stringify(change(JSON.parse((await exportAll()).file)))
  }
  it.each([
    ['broken', broken, /not JSON/],
    ['foreign', async () => '{"name":"left-pad","version":"1.0.0"}', /not as Masthead writes it/],
    ['empty', async () => '', /not JSON/],
    ['of a later version', () => changed((file) => ({ ...file, version: 2 })), /version 2/],
    ['with more in it', () => changed((file) => ({ ...file, extra: 1 })), /not as Masthead writes it/],
    ['with a damaged site', () => changed((file) => ({ ...file, sites: '{}' })), /not as Masthead writes it/],
    [
      'with an address that is none of the web',
      () => changed((file) => ({ ...file, incidents: [{ ...incident, url: 'javascript:alert(1)' }] })),
      /incidents/,
    ],
    [
      "with another host's address",
      () => changed((file) => ({ ...file, incidents: [{ ...incident, url: 'https://b.example/' }] })),
      /incidents/,
    ],
    ...['"><img src=x>', 'a.example/*', '..', 'x\u202ey.example', 'a'.repeat(10_000)].map(
      (name): [string, () => Promise<string>, RegExp] => [
        `that chooses "${name.slice(0, 20)}"`,
        () => changed((file) => ({ ...file, choices: [{ kind: 'domain', name, isOn: true }] })),
        /choices/,
      ],
    ),
    [
      'with a property that is no page',
      () => changed((file) => ({ ...file, properties: [{ ...property, url: 'javascript:alert(1)' }] })),
      /properties/,
    ],
    [
      'with a contact that would run',
      () =>
        changed((file) => ({
          ...file,
          properties: [
            {
              ...property,
              contacts: { at: 1, contacts: ['javascript:alert(1)'], languages: [], expires: null },
            },
          ],
        })),
      /properties/,
    ],
    ['of 50 MB in a list', async () => `[${'0,'.repeat(25_000_000)}0]`, /not as Masthead writes it/],
    [
      'of 50 MB',
      () => changed((file) => ({ ...file, junk: 'x'.repeat(50_000_000) })),
      /not as Masthead writes it/,
    ],
  ])('%s gives one sentence and changes nothing', async (_, make, why) => {
    const file = await make()
    const before = await kept()
    await expect(importAll({ file, replace: true })).rejects.toThrow(why)
    expect(await kept()).toEqual(before)
  })
})
