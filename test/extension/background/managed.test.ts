import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { toFile } from '../../../src/engine/signature/transfer/file.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { frontPage } from '../../browser/pages.ts'
import { makePack } from '../../cli/watch/setup/patterns.ts'
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
const { forgetManaged, managedAuthority, managedStatus } = await import(
  '../../../src/extension/background/managed.ts'
)
const { changeSettings, forgetSettings, settings } = await import(
  '../../../src/extension/background/settings.ts'
)
const { setDomain, watchStatus } = await import('../../../src/extension/background/choose.ts')
const { collectorAddress, feedAddress } = await import('../../../src/extension/background/feed/address.ts')
const { forgetPatterns, patterns } = await import('../../../src/extension/background/lists.ts')
const { wordingLists } = await import('../../../src/extension/background/wording-lists.ts')
const { closeDatabase } = await import('../../../src/extension/background/database/open.ts')

const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {})

async function policy(set: Record<string, unknown> | null): Promise<void> {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  Object.assign(browser.storage, { local: new FakeArea(), sync: new FakeArea() })
  browser.storage.managed.policy = set
  forgetManaged()
  forgetSettings()
  forgetPatterns()
  warnings.mockClear()
}
beforeEach(() => policy(null))

const watched = async () => {
  const { packs, own } = await watchStatus()
  return [...own, ...packs.flatMap(({ domains }) => domains)].filter(({ isOn }) => isOn)
}

describe('a policy', () => {
  it('that is not there changes nothing', async () => {
    expect(await managedStatus()).toEqual({ settings: [], domains: [], packs: [], isWatchLocked: false })
    expect(await collectorAddress()).toBe('https://collector.masthead.example')
    expect(warnings).not.toHaveBeenCalled()
  })

  it('holds settings that the reader cannot change, and leaves the others to them', async () => {
    await policy({ settings: { sensitivity: 'watchful', follows: false } })
    expect(await settings()).toMatchObject({ sensitivity: 'watchful', follows: false, notifiesDefaced: true })
    await expect(changeSettings({ sensitivity: 'quiet' })).rejects.toMatchObject({
      failure: { key: 'failure_setting_fixed' },
    })
    expect((await changeSettings({ notifiesDefaced: false })).notifiesDefaced).toBe(false)
    expect((await settings()).sensitivity).toBe('watchful')
  })

  it('has sites watched, whatever the reader chooses', async () => {
    await policy({ watch: ['example.org'], packs: ['ie'] })
    await setDomain({ domain: 'irishtimes.com', isOn: false })
    await setDomain({ domain: 'example.net', isOn: true })
    const on = await watched()
    const fixed = on.filter(({ isFixed }) => isFixed).map(({ domain }) => domain)
    expect(fixed).toEqual(expect.arrayContaining(['example.org', 'irishtimes.com']))
    expect(on.find(({ domain }) => domain === 'example.net')).toMatchObject({ isFixed: false })
  })

  it('can leave the reader no choice of sites', async () => {
    await policy({ watch: ['example.org'], lockWatch: true })
    await expect(setDomain({ domain: 'example.net', isOn: true })).rejects.toMatchObject({
      failure: { key: 'failure_watch_fixed' },
    })
    expect((await watched()).every(({ isFixed }) => isFixed)).toBe(true)
  })

  it('sends reports to a collector of its own, and takes the feed from there', async () => {
    await policy({ collector: 'https://masthead.example.org/' })
    expect(await feedAddress()).toBe('https://masthead.example.org/feed/')
  })

  it.each([
    ['as texts', (pack: object): unknown => JSON.stringify(pack)],
    ['as they are', (pack: object): unknown => pack],
  ])('brings wordings of its own, %s', async (_, written) => {
    const html = '<title>Daubed over by nobody</title><h1>Daubed over by nobody</h1>'
    const observation = observeHtml(html, { url: 'https://www.courier.example/', status: 200, at: 0 })
    const signs = async () =>
      judge({ observation, site: null, patterns: await patterns(), weights: shippedWeights })
        .evidence.map(({ reason }) => reason.params.join())
        .join()
    expect(await signs()).not.toMatch(/daubed/i)
    await policy({ patterns: [written(makePack())] })
    expect(await signs()).toMatch(/daubed over by/i)
    expect((await wordingLists()).map(({ name }) => name)).toContain('own')
  })

  it('says what its own sites look like', async () => {
    const url = 'https://www.courier.example/'
    let site: SiteSignature | null = null
    for (let visit = 0; visit < 6; visit++) {
      const now = visit * 86_400_000
      const observation = observeHtml(frontPage(), { url, status: 200, at: now })
      site = checkPage({ observation, site, patterns: shippedPatterns(), weights: shippedWeights, now }).site
    }
    await policy({ signatures: toFile(site === null ? [] : [site]) })
    expect(await managedAuthority('www.courier.example')).toMatchObject({ source: 'owner' })
    expect(await managedAuthority('www.herald.example')).toBeNull()
  })

  it.each([
    ['watch', ['http://example.org/'], 'watch.0'],
    ['watch', 'example.org', 'watch'],
    ['settings', { sensitivity: 'loud' }, 'settings.sensitivity'],
    ['settings', { colour: 'red' }, 'settings.colour'],
    ['collector', 'http://masthead.example.org/', 'collector'],
    ['patterns', ['{"pack":'], 'patterns.0'],
    ['lockWatch', 'yes', 'lockWatch'],
  ])('with a mistake in "%s" (%j) says so and holds otherwise', async (name, value, where) => {
    await policy({ packs: ['ie'], [name]: value })
    expect(await managedStatus()).toMatchObject({ packs: ['ie'] })
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining(`The policy's "${where}`))
  })

  it('says where the feed comes from, apart from where reports go', async () => {
    await policy({ collector: 'https://reports.example.org/' })
    expect(await feedAddress()).toBe('https://reports.example.org/feed/')
    await policy({ collector: 'https://reports.example.org', feed: 'https://files.example.org/masthead//' })
    expect(await feedAddress()).toBe('https://files.example.org/masthead/')
    expect(await collectorAddress()).toBe('https://reports.example.org')
    await policy({ feed: 'http://files.example.org/' })
    expect(await feedAddress()).toBe('https://collector.masthead.example/feed/')
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('"feed"'))
  })

  it('with a mistake in one entry keeps the others', async () => {
    await policy({ watch: ['example.org', 'not a domain', 'example.net'] })
    expect((await managedStatus()).domains).toEqual(['example.org', 'example.net'])
    expect(warnings).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"watch.1"'))
  })

  it('with damaged signatures says so', async () => {
    await policy({ signatures: '{"format":"masthead-signatures"}' })
    expect(await managedAuthority('www.courier.example')).toBeNull()
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('"signatures" are not used'))
  })

  it('with signatures of another version says of how many', async () => {
    await policy({ signatures: withVersion(toFile([fullSite(5)])) })
    expect(await managedAuthority(fullSite(5).host)).toBeNull()
    expect(warnings).toHaveBeenCalledWith(expect.stringContaining('of 1 hosts are of another version'))
  })
})

it('the schema that the browser is given has every key, and no other', () => {
  const file = new URL('../../../src/extension/public/managed-schema.json', import.meta.url)
  const { properties }: { properties: object } = JSON.parse(readFileSync(file, 'utf8'))
  expect(Object.keys(properties).toSorted()).toEqual([
    'collector',
    'feed',
    'feedRoot',
    'lockWatch',
    'packs',
    'patterns',
    'settings',
    'signatures',
    'watch',
  ])
})
