import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { SIGNATURE_VERSION } from '../../../src/engine/signature/signature.ts'
import { FILE_SITES, toFile } from '../../../src/engine/signature/transfer/file.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { check } from '../../../src/extension/background/check.ts'
import {
  closeDatabase,
  type Database,
  openDatabase,
} from '../../../src/extension/background/database/open.ts'
import { fromRecord, toRecord } from '../../../src/extension/background/database/sites.ts'
import { KEPT } from '../../../src/extension/background/database/trim.ts'
import {
  approveChange,
  forgetSite,
  knownSites,
  learnThisPage,
  siteKnowledge,
} from '../../../src/extension/background/knowledge.ts'
import { exportSites, importSites, PART } from '../../../src/extension/background/transfer.ts'
import { DEFACED, frontPage } from '../../browser/pages.ts'
import { fullSite } from '../../engine/signature/full-site.ts'
import { VERSION_3 } from '../../engine/signature/version-3.ts'
import { withVersion } from '../../engine/signature/with-version.ts'

// No browser stands behind these: nothing is set by a policy.
vi.mock('webextension-polyfill', () => ({ default: {} }))

const HOST = 'www.lemonde.fr'
const PAGE = `https://${HOST}/?from=mail#top`
const DAY = 86_400_000
let database: Database

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  database = await openDatabase()
})

async function visit(html: string, day: number, tab = 1) {
  const observation = observeHtml(html, { url: `https://${HOST}/`, status: 200, at: 0 })
  const look = {
    visit: `visit-${day}`,
    number: 1,
    settled: true,
    tab,
    host: HOST,
    url: observation.url,
    weights: shippedWeights,
    observe: () => observation,
  }
  return check(database, look, day * DAY)
}

/** The same stories in another design, under other addresses. */
const OTHER = frontPage()
  .replace(/class="/g, 'class="brandnew-')
  .replace(/href="\//g, 'href="/rubrique/')

describe('what is known of a site', () => {
  it('is told with its templates', async () => {
    expect(await siteKnowledge({ host: HOST })).toBeNull()
    for (const day of [1, 2, 3]) await visit(frontPage(), day)
    expect(await siteKnowledge({ host: HOST })).toMatchObject({
      host: HOST,
      firstSeen: DAY,
      lastSeen: 3 * DAY,
      visits: 3,
      templates: [{ kind: 'home', standing: 'trusted', visits: 3, days: 3, generations: [{ visits: 3 }] }],
    })
  })

  it('stays known over an update from a version that wrote it otherwise', async () => {
    const host = 'news.example'
    await database.put('sites', { host, lastSeen: 7 * DAY, bytes: VERSION_3 })
    expect(await siteKnowledge({ host })).toMatchObject({ visits: 8, templates: [{ standing: 'trusted' }] })
    expect((await knownSites({ query: '' })).sites).toEqual([{ host, lastSeen: 7 * DAY }])
    const { file } = await exportSites({ hosts: [host], after: null })
    await forgetSite({ host })
    expect(await importSites({ file, replace: false })).toMatchObject({ added: [host], otherVersion: [] })
    expect((await database.get('sites', host))?.bytes[3]).toBe(SIGNATURE_VERSION)
  })

  it('is listed by when it was last learned, and as damaged where it cannot be read', async () => {
    await visit(frontPage(), 1)
    const whole = toRecord({ ...fullSite(1), host: 'whole.example', lastSeen: 9 })
    const torn = { ...toRecord({ ...fullSite(1), host: 'torn.example' }), lastSeen: 8 }
    const cut = { ...torn, bytes: torn.bytes.slice(0, -1) }
    const other = { ...whole, host: 'other.example', lastSeen: 1e300 }
    for (const record of [whole, cut, other]) await database.put('sites', record)
    expect((await knownSites({ query: '' })).sites).toEqual([
      { host: 'other.example', lastSeen: null },
      { host: HOST, lastSeen: DAY },
      { host: 'whole.example', lastSeen: 9 },
      { host: 'torn.example', lastSeen: null },
    ])
    await forgetSite({ host: 'torn.example' })
    expect(await database.get('sites', 'torn.example')).toBeUndefined()
  })

  it('is forgotten when the reader says so', async () => {
    await visit(frontPage(), 1)
    await forgetSite({ host: HOST })
    expect(await siteKnowledge({ host: HOST })).toBeNull()
  })

  it('is forgotten with its portraits, and those of other sites stay', async () => {
    await visit(frontPage(), 1)
    const [portrait] = await database.getAll('portraits')
    if (portrait === undefined) throw new Error('There is no portrait.')
    await database.put('portraits', { ...portrait, host: 'a.example', url: 'https://a.example/' })
    await forgetSite({ host: HOST })
    expect(await database.getAllKeys('portraits')).toEqual(['https://a.example/'])
  })

  it('is forgotten with the design of a page in an old tab, which is not another one learned since', async () => {
    await visit(frontPage(), 1)
    await forgetSite({ host: HOST })
    await visit(OTHER, 2, 2)
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ id: 1 }] })
    await expect(learnThisPage({ tab: 1, url: PAGE })).rejects.toThrow(/cannot be learned/)
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ standing: 'provisional' }] })
    expect(await database.get('visits', 'visit-1')).toMatchObject({ host: HOST, isLearned: true })
  })
})

describe('the reader’s word', () => {
  it('makes what was seen on the page in a tab trusted at once', async () => {
    await visit(frontPage(), 1)
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ standing: 'provisional' }] })
    await learnThisPage({ tab: 1, url: PAGE })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ standing: 'trusted' }] })
    expect((await visit(frontPage(), 2)).shown).toBe('intact')
  })

  it('is not taken for a page that something speaks against, or for no page', async () => {
    await visit(DEFACED, 1)
    await expect(learnThisPage({ tab: 1, url: PAGE })).rejects.toThrow(/cannot be learned/)
    await expect(learnThisPage({ tab: 2, url: PAGE })).rejects.toThrow(/no page in this tab/)
  })

  it('is about the page that was seen last in the tab, also where the clock was set back since', async () => {
    for (const day of [4, 5, 6]) await visit(frontPage(), day)
    await visit(OTHER, 1)
    await learnThisPage({ tab: 1, url: PAGE })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ generations: [{}, {}] }] })
    // Whoever goes back in the tab sees the earlier page last.
    const orderOf = async (day: number) => (await database.get('visits', `visit-${day}`))?.order
    expect(await orderOf(1)).toBe(6 * DAY + 1)
    await visit(frontPage(), 6)
    expect(await orderOf(6)).toBe(6 * DAY + 2)
    await visit(frontPage(), 6)
    expect(await orderOf(6)).toBe(6 * DAY + 2)
  })

  it('approves a design by its number, and says when there is none', async () => {
    await visit(frontPage(), 1)
    await approveChange({ host: HOST, template: 1 })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ standing: 'trusted' }] })
    await expect(approveChange({ host: HOST, template: 9 })).rejects.toThrow(/design 9 of www.lemonde.fr/)
    await expect(approveChange({ host: 'a.example', template: 1 })).rejects.toThrow(/not known/)
  })

  it('puts an approved design in the place of the one before', async () => {
    for (const day of [1, 2, 3]) await visit(frontPage(), day)
    await visit(OTHER, 4)
    const before = await siteKnowledge({ host: HOST })
    expect(before?.templates.map(({ standing }) => standing)).toEqual(['trusted', 'quarantine'])
    await approveChange({ host: HOST, template: before?.latest ?? 0 })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ templates: [{ generations: [{}, {}] }] })
  })
})

describe('sites in a file', () => {
  it('come back as they went', async () => {
    for (const day of [1, 2, 3]) await visit(frontPage(), day)
    const { file } = await exportSites({ hosts: null, after: null })
    // What was known before the last visit stays behind: only that very visit could have it back.
    const before = (await database.getAll('sites')).map(({ taught: _, ...site }) => site)
    await forgetSite({ host: HOST })
    expect(await importSites({ file, replace: false })).toEqual({
      added: [HOST],
      replaced: [],
      kept: [],
      noRoom: [],
      otherVersion: [],
    })
    expect(await database.getAll('sites')).toEqual(before)
    expect((await exportSites({ hosts: ['a.example'], after: null })).file).toContain('"sites":[]')
  })

  it('never replace what is here, unless they are told to', async () => {
    await visit(frontPage(), 1)
    const { file } = await exportSites({ hosts: [HOST], after: null })
    for (const day of [2, 3]) await visit(frontPage(), day)
    expect(await importSites({ file, replace: false })).toMatchObject({ kept: [HOST] })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ visits: 3 })
    expect(await importSites({ file, replace: true })).toMatchObject({ replaced: [HOST] })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ visits: 1 })
  })

  it('never replace what is here by saying that they are trusted more', async () => {
    for (const day of [1, 2, 3]) await visit(frontPage(), day)
    const { file } = await exportSites({ hosts: [HOST], after: null })
    await forgetSite({ host: HOST })
    await visit(frontPage(), 4)
    expect(await importSites({ file, replace: false })).toMatchObject({ replaced: [], kept: [HOST] })
    expect(await siteKnowledge({ host: HOST })).toMatchObject({ visits: 1 })
  })

  it('never push out what is here: those seen last are taken, and the others are named', async () => {
    const site = fullSite(3)
    const record = toRecord({ ...site, host: 'a.example' })
    const transaction = database.transaction('sites', 'readwrite')
    for (let i = 1; i < KEPT.sites; i++)
      void transaction.store.put({ ...record, host: `site-${i}.example`, lastSeen: i })
    await transaction.done
    const before = await database.getAllKeys('sites')
    const late = { ...site, host: 'late.example', lastSeen: site.lastSeen + 1 }
    const file = toFile([{ ...site, host: 'early.example' }, late])
    expect(await importSites({ file, replace: true })).toMatchObject({
      added: ['late.example'],
      noRoom: ['early.example'],
    })
    expect(await database.getAllKeys('sites')).toEqual(['late.example', ...before])
  })

  it('of another version are passed over, and the others taken', async () => {
    const file = withVersion(
      toFile([
        { ...fullSite(5), host: 'old.example' },
        { ...fullSite(5), host: HOST },
      ]),
    )
    expect(await importSites({ file, replace: false })).toMatchObject({
      added: [HOST],
      otherVersion: ['old.example'],
    })
    expect(await database.getAllKeys('sites')).toEqual([HOST])
  })

  it('of another version that are damaged, too, are refused with all others', async () => {
    const file = withVersion(toFile([{ ...fullSite(5), host: 'old.example' }]), 1)
    await expect(importSites({ file, replace: false })).rejects.toThrow(/"old.example" cannot be used/)
  })

  const whole = toFile([{ ...fullSite(5), host: 'a.example' }])
  it.each([
    ['no JSON', 'Hello', /not JSON/],
    ['another kind of file', '{"sites":[]}', /not as Masthead writes it/],
    ['a later version', whole.replace('"version":1', '"version":2'), /version 2/],
    ['a wrong checksum', whole.replace(/"checksum":"./, '"checksum":"x'), /checksum/],
    ['another host', whole.replace('a.example', 'b.example'), /checksum/],
  ])('are refused as a whole, with a sentence: %s', async (_, file, says) => {
    await expect(importSites({ file, replace: true })).rejects.toThrow(says)
    expect(await database.getAll('sites')).toEqual([])
  })
})

it('a file may hold a bounded number of sites, and no more', async () => {
  const file = (length: number): string =>
    JSON.stringify({
      format: 'masthead-signatures',
      version: 1,
      checksum: '',
      sites: Array.from({ length }, () => ({ host: 'a.example', signature: '' })),
    })
  await expect(importSites({ file: file(FILE_SITES), replace: false })).rejects.toThrow(/checksum/)
  await expect(importSites({ file: file(FILE_SITES + 1), replace: false })).rejects.toThrow(/sites is not/)
})

/** Puts in as many sites as are asked for, the last of them seen last. */
async function fill(many: number): Promise<void> {
  const site = { ...fullSite(1), templates: [] }
  const transaction = database.transaction('sites', 'readwrite')
  for (let index = 0; index < many; index++)
    void transaction.store.put(toRecord({ ...site, host: hostOf(index), lastSeen: index }))
  await transaction.done
}
const hostOf = (index: number) => `site-${`${index}`.padStart(5, '0')}.example`

it('10,000 sites are kept and listed, the latest first; one more makes the oldest go', async () => {
  await fill(10_000)
  const listed = await knownSites({ query: '' })
  expect(listed).toMatchObject({ all: 10_000, found: 10_000 })
  expect(listed.sites).toHaveLength(100)
  expect(listed.sites[0]).toEqual({ host: hostOf(9_999), lastSeen: 9_999 })
  expect(await knownSites({ query: '-0000' })).toEqual({
    all: 10_000,
    found: 10,
    sites: Array.from({ length: 10 }, (_, index) => ({ host: hostOf(9 - index), lastSeen: 9 - index })),
  })
  await visit(frontPage(), 1)
  expect(await database.count('sites')).toBe(KEPT.sites)
  expect(fromRecord(await database.get('sites', HOST))?.visits).toBe(1)
  expect(await database.get('sites', hostOf(0))).toBeUndefined()
  expect(await database.get('sites', hostOf(1))).toBeDefined()
})

it('more sites than are saved in one file are saved in several, which can all be taken in again', async () => {
  await fill(PART)
  expect((await exportSites({ hosts: null, after: null })).next).toBeNull()
  await fill(PART + 3)
  // What is damaged is left out, wherever a file ends.
  const torn = { host: hostOf(PART - 1), lastSeen: 1, bytes: new Uint8Array(20) }
  await database.put('sites', torn)
  const first = await exportSites({ hosts: null, after: null })
  expect(first.next).toBe(torn.host)
  const second = await exportSites({ hosts: null, after: first.next })
  expect(second.next).toBeNull()
  await database.clear('sites')
  expect((await importSites({ file: second.file, replace: false })).added.toSorted()).toEqual(
    [PART, PART + 1, PART + 2].map(hostOf),
  )
  expect((await importSites({ file: first.file, replace: false })).added).toHaveLength(PART - 1)
})
