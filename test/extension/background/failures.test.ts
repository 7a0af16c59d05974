import 'fake-indexeddb/auto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hashText } from '../../../src/engine/page/hash.ts'
import { filled, type Translations } from '../../../src/extension/translations.ts'
import { FakeArea, FakeBrowser } from '../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { answer } = await import('../../../src/extension/background/router.ts')
const { routes } = await import('../../../src/extension/background/routes.ts')
const { forgetManaged } = await import('../../../src/extension/background/managed.ts')
const { forgetSettings } = await import('../../../src/extension/background/settings.ts')
const { closeDatabase, openDatabase } = await import('../../../src/extension/background/database/open.ts')
const { ask } = await import('../../../src/extension/pages/ask.ts')
const { textAround } = await import('../../../src/extension/texts.ts')
const { whyOf } = await import('../../../src/extension/pages/told.ts')

const EXTENSION = join(import.meta.dirname, '../../../src/extension')
const LOCALES = join(EXTENSION, 'public/_locales')
const textsOf = (locale: string): Translations =>
  JSON.parse(readFileSync(join(LOCALES, locale, 'messages.json'), 'utf8'))

const own = { id: 'masthead', url: 'chrome-extension://masthead/pages/popup/index.html' }
const id = '11111111-2222-3333-4444-555555555555'
const url = 'https://paper.example/'
const site = { host: 'paper.example', signature: 'AAAA' }
const sites = (over: object) =>
  JSON.stringify({
    format: 'masthead-signatures',
    version: 1,
    checksum: hashText(`${site.host} ${site.signature}\n`).toString(16).padStart(8, '0'),
    sites: [site],
    ...over,
  })
const file = (text: string) => ({ file: text, replace: false })

beforeEach(async () => {
  await closeDatabase()
  vi.restoreAllMocks()
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  globalThis.indexedDB = new IDBFactory()
  Object.assign(browser.storage, { local: new FakeArea(), sync: new FakeArea(), session: new FakeArea() })
  browser.storage.managed.policy = { settings: { sensitivity: 'quiet' } }
  forgetManaged()
  forgetSettings()
  await (await openDatabase()).put('visits', {
    visit: id,
    tab: 2,
    host: site.host,
    url,
    at: 1,
    order: 1,
    verdict: { kind: 'unfamiliar', points: 0, evidence: [], reasons: [], fingerprint: '' },
    shown: 'unfamiliar',
    incident: null,
    looks: [],
    isLearned: false,
  })
})

/** What a reader can run into, as a page asks for it. */
const FORESEEN: [string, object, string, string[]?][] = [
  ['changeSettings', { sensitivity: 'watchful' }, 'setting_fixed'],
  ['setPack', { pack: 'atlantis', isOn: true }, 'pack_unknown'],
  ['checkAgain', { id }, 'incident_unknown'],
  ['showAnyway', { id, isMistake: false }, 'incident_unknown'],
  ['snooze', { tab: 1, url }, 'nothing_to_mute'],
  ['learnThisPage', { tab: 1, url }, 'page_unseen'],
  ['learnThisPage', { tab: 2, url: `${url}another` }, 'page_unseen'],
  ['learnThisPage', { tab: 2, url }, 'page_unlearnable', [site.host]],
  ['approveChange', { host: site.host, template: 1 }, 'site_forgotten', [site.host]],
  ['importSites', file('{'), 'file_foreign'],
  ['importSites', file('[]'), 'file_foreign'],
  ['importSites', file('{"name":"left-pad"}'), 'file_foreign'],
  ['importSites', file(sites({ sites: [{ host: 1 }] })), 'file_part', ['sites.0.host']],
  ['importSites', file(sites({ version: 7 })), 'file_version', ['7', '1']],
  ['importSites', file(sites({ checksum: '0' })), 'file_damaged'],
  ['importSites', file(sites({})), 'file_site', [site.host]],
  ['importAll', file(''), 'file_foreign'],
  ['importAll', file('[0]'), 'file_foreign'],
  ['importAll', file('{"format":"masthead-backup","version":9}'), 'file_version', ['9', '1']],
  ['importAll', file('{"format":"masthead-backup","version":1}'), 'file_part', ['settings']],
  ['importAll', file(sites({ checksum: '0' })), 'file_damaged'],
  ['previewReport', { subject: { tab: 1 }, kind: 'defaced' }, 'page_unseen'],
  ['submitReport', { report: { note: 'x' } }, 'report_unfit'],
  ['previewShare', { host: site.host }, 'site_forgotten', [site.host]],
  ['shareSite', { core: 'AAAA' }, 'share_unreadable'],
  ['lookOutside', { url }, 'not_watched', [site.host]],
  ['addProperty', { url, domain: 'else.example' }, 'property_elsewhere', [site.host, 'else.example']],
  ['checkProperty', { url }, 'property_unknown'],
  ['propertyLetter', { url, incident: id, language: null }, 'incident_unknown'],
  ['propertyEvidence', { url }, 'property_unknown'],
  ['incidentEvidence', { incident: id }, 'page_not_kept'],
]

describe('a failure that was foreseen', () => {
  it.each(FORESEEN)('of %s with %o is told as the text "%s"', async (name, request, key, params = []) => {
    const failure = { key: `failure_${key}`, params }
    expect(await answer(routes, { name, request }, own)).toEqual({ ok: false, failure })
    const placeholders = textsOf('en')[failure.key]?.placeholders ?? {}
    expect(Object.keys(placeholders)).toHaveLength(params.length)
  })

  it('for an organisation decides what is watched is told as that', async () => {
    browser.storage.managed.policy = { lockWatch: true }
    forgetManaged()
    expect(
      await answer(routes, { name: 'setDomain', request: { domain: site.host, isOn: true } }, own),
    ).toEqual({ ok: false, failure: { key: 'failure_watch_fixed', params: [] } })
  })

  it('for nothing can be stored is told as that', async () => {
    await closeDatabase()
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new Error('The disk is gone.')
    })
    expect(await answer(routes, { name: 'dataStatus', request: null }, own)).toEqual({
      ok: false,
      failure: { key: 'failure_storage', params: [] },
    })
  })
})

describe('a page', () => {
  it.each(readdirSync(LOCALES))('says it in the language %s', async (locale) => {
    const texts = textsOf(locale)
    vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key, params = []) => filled(texts[key], params))
    const sendMessage = (message: unknown) => answer(routes, message, own)
    Object.assign(browser.runtime, { sendMessage })
    const imported = ask('importAll', { file: '{', replace: false })
    await expect(imported).rejects.toThrow(texts.failure_file_foreign?.message)
    const why = await ask('previewShare', { host: site.host }).catch(whyOf)
    expect(why).toBe(filled(texts.failure_site_forgotten, [`\u2068${site.host}\u2069`]))
  })

  it("has no words for a browser's own errors, which are in English or in the language of programmers", () => {
    expect(whyOf(new TypeError('Failed to fetch'))).not.toContain('fetch')
  })

  it('says a long sentence to its end, and no direction of it reaches further', () => {
    vi.spyOn(browser.i18n, 'getMessage').mockImplementation((_, [why = ''] = []) => `${why}.`)
    expect(textAround('failure', 'x'.repeat(500))).toBe(`\u2068${'x'.repeat(500)}\u2069.`)
  })

  it('shows the message of no error but those that are told', () => {
    const pages = readdirSync(join(EXTENSION, 'pages'), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && entry.name !== 'told.ts')
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])
    expect(pages.length).toBeGreaterThan(50)
    for (const [name, source] of pages) expect(source, name).not.toMatch(/error\.message|new Error\(/)
  })
})
