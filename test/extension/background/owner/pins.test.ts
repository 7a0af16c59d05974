import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkPage } from '../../../../src/engine/check.ts'
import { type OwnerStatement, statementBytes } from '../../../../src/engine/owner/statement.ts'
import { observeHtml } from '../../../../src/engine/page/html.ts'
import { RECORD_VERSION } from '../../../../src/engine/page/page-record.ts'
import { shippedPatterns } from '../../../../src/engine/patterns/shipped.ts'
import { approve } from '../../../../src/engine/signature/approve.ts'
import { coreSignature } from '../../../../src/engine/signature/core-signature.ts'
import { shippedWeights } from '../../../../src/engine/verdict/weights.ts'
import { makeOwnerKey, signedBy } from '../../../engine/owner/keys.ts'
import { eventually } from '../../../eventually.ts'
import { readPages } from '../../../pages/read-pages.ts'
import { FakeBrowser } from '../../fake-browser.ts'

const fake = vi.hoisted((): { browser: unknown } => ({ browser: null }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { askOwner, forgetPins, ownerAuthority } = await import(
  '../../../../src/extension/background/owner/pins.ts'
)
const { receiveLook } = await import('../../../../src/extension/background/look.ts')
const { forgetSite } = await import('../../../../src/extension/background/knowledge.ts')
const { closeDatabase, openDatabase } = await import('../../../../src/extension/background/database/open.ts')
const { tabStatus } = await import('../../../../src/extension/background/status.ts')

const DAY = 86_400_000
const HOST = 'www.lemonde.fr'
const URL = `https://${HOST}/`
const NOW = Date.now()
const HOME = readPages().get('newsroom-home-day-1')?.html ?? ''

/** What the home page looks like, as its owner would say it. */
function home() {
  let site = null
  for (const now of [NOW - DAY, NOW]) {
    const observation = observeHtml(HOME, { url: URL, status: 200, at: now })
    const lists = { patterns: shippedPatterns(), weights: shippedWeights }
    site = checkPage({ observation, site, ...lists, now }).site
    site = site === null ? null : approve(site, site.latest)
  }
  if (site === null) throw new Error('Nothing was learned.')
  return coreSignature(site, NOW)
}

const key = makeOwnerKey()
const statement: OwnerStatement = {
  domain: 'lemonde.fr',
  sequence: 1,
  issued: NOW - 10 * DAY,
  expires: NOW + 90 * DAY,
  signatures: [home()],
  changes: [],
}
const FILE = signedBy(key, statementBytes(statement))

const asked: [string, RequestInit][] = []
/** The site at the other end, which is the network's. */
const serves = (file: Uint8Array<ArrayBuffer> | null) =>
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, init])
    return file === null ? new Response(null, { status: 404 }) : new Response(file)
  })

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  browser.origins = ['*://*.lemonde.fr/*']
  forgetPins()
})
afterEach(() => {
  asked.length = 0
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const record = async () => (await openDatabase()).get('owners', HOST)

/** Met on two days, two days ago at the latest. */
async function provePin(): Promise<void> {
  serves(FILE)
  await askOwner(HOST, NOW - 4 * DAY)
  await askOwner(HOST, NOW - 2 * DAY)
}

describe("a site's owner", () => {
  it('is asked without cookies, cache or redirects, and once a day, whatever comes of it', async () => {
    serves(null)
    await askOwner(HOST, NOW)
    await askOwner(HOST, NOW + DAY - 1)
    expect(asked).toEqual([
      [
        `https://${HOST}/.well-known/masthead.json`,
        expect.objectContaining({ credentials: 'omit', cache: 'no-store', redirect: 'error' }),
      ],
    ])
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await expect(askOwner(HOST, NOW + DAY)).rejects.toThrow('Failed to fetch')
    expect(await record()).toEqual({ host: HOST, askedAt: NOW + DAY, pin: null })
  })

  it('is believed once the key was met for two days, before what was learned', async () => {
    serves(FILE)
    await askOwner(HOST, NOW - 4 * DAY)
    expect(await ownerAuthority(HOST, null, NOW)).toBeNull()
    await askOwner(HOST, NOW - 2 * DAY)
    expect(await ownerAuthority(HOST, null, NOW)).toMatchObject({
      source: 'owner',
      signature: { host: HOST },
    })
    expect(await ownerAuthority('m.lemonde.fr', null, NOW)).toBeNull()
  })

  it('is believed at once where the feed says the same', async () => {
    serves(FILE)
    await askOwner(HOST, NOW)
    const published = { source: 'owner', signature: statement.signatures[0] ?? home() } as const
    expect(await ownerAuthority(HOST, published, NOW)).toMatchObject({ source: 'owner' })
  })

  it('keeps the first key, whatever another serves, and however long it is', async () => {
    await provePin()
    const before = await record()
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    serves(signedBy(makeOwnerKey(), statementBytes({ ...statement, sequence: 9 })))
    await askOwner(HOST, NOW)
    serves(new Uint8Array(1_000_000).fill(32))
    await askOwner(HOST, NOW + DAY)
    expect(warn).toHaveBeenCalledTimes(2)
    expect(await record()).toEqual({ ...before, askedAt: NOW + DAY })
  })

  it('is forgotten with the site', async () => {
    await provePin()
    expect(await ownerAuthority(HOST, null, NOW)).not.toBeNull()
    await forgetSite({ host: HOST })
    expect(await ownerAuthority(HOST, null, NOW)).toBeNull()
  })

  it('disturbs no look where what was kept is damaged or the store fails', async () => {
    await provePin()
    const kept = await record()
    if (kept?.pin == null) throw new Error('Nothing was pinned.')
    await (await openDatabase()).put('owners', { ...kept, pin: { ...kept.pin, file: kept.pin.file.fill(7) } })
    forgetPins()
    expect(await ownerAuthority(HOST, null, NOW)).toBeNull()
    await closeDatabase()
    globalThis.indexedDB = new IDBFactory()
    Object.assign(globalThis.indexedDB, {
      open: () => {
        throw new DOMException('Not allowed here.', 'SecurityError')
      },
    })
    forgetPins()
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(await ownerAuthority(HOST, null, NOW)).toBeNull()
    expect(error).toHaveBeenCalled()
  })
})

describe('a look at a page', () => {
  const look = (html: string) =>
    receiveLook(
      {
        visit: 'a'.repeat(32),
        number: 1,
        settled: true,
        record: { version: RECORD_VERSION, url: URL, status: 200, at: 1, html, view: null, limits: [] },
      },
      { from: 'page', tab: 7, host: HOST },
    )

  it('asks the owner after one that was calm, and not after another', async () => {
    serves(FILE)
    await look('<html><body><h1>503 Service Unavailable</h1></body></html>')
    expect(asked).toEqual([])
    await look(HOME)
    await eventually(async () => expect((await record())?.pin?.key).toBe(key.name))
  })

  it('is intact on a first visit where the owner says so', async () => {
    await provePin()
    await look(HOME)
    const { view } = await tabStatus({ tab: 7, url: URL })
    expect(view?.verdict.kind).toBe('intact')
  })
})
