import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FEED_BOUNDS, FEED_PATHS } from '../../../../src/engine/feed/files.ts'
import { toHex } from '../../../../src/engine/feed/signed.ts'
import { parsePack } from '../../../../src/engine/patterns/compile.ts'
import { shippedPacks } from '../../../../src/engine/patterns/packs/index.ts'
import { coreSignature } from '../../../../src/engine/signature/core-signature.ts'
import { crypto, makeKey, signWith, type TestKey } from '../../../engine/feed/keys.ts'
import { DAY, incident, makeRoot, Publisher, START } from '../../../engine/feed/publisher.ts'
import { fullSite } from '../../../engine/signature/full-site.ts'
import { FakeBrowser } from '../../fake-browser.ts'
import { FileServer } from './server.ts'

const fake = vi.hoisted(() => ({ browser: null as unknown }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return fake.browser
  },
}))
const browser = new FakeBrowser()
fake.browser = browser
const { update, takeSeed } = await import('../../../../src/extension/background/feed/update.ts')
const { feedAt } = await import('../../../../src/extension/background/feed/source.ts')
const { feedAbout, forgetFeedWords } = await import('../../../../src/extension/background/feed/words.ts')
const { currentFeed, feedFile } = await import('../../../../src/extension/background/feed/store.ts')
const { feedStatus } = await import('../../../../src/extension/background/feed/feed-status.ts')
const { patterns, publishedPacks } = await import('../../../../src/extension/background/lists.ts')
const { forgetManaged } = await import('../../../../src/extension/background/managed.ts')
const { closeDatabase, openDatabase } = await import('../../../../src/extension/background/database/open.ts')

let seed: FileServer
let network: FileServer
let address: string
let publisher: Publisher

async function put(server: FileServer, prefix: string, now: number) {
  const { signed, files, diff } = await publisher.publish(now)
  server.files.set(`${prefix}${FEED_PATHS.head}`, signed.bytes)
  server.files.set(`${prefix}${FEED_PATHS.headSignatures}`, signed.signatures)
  for (const bytes of [...files.values(), ...(diff === null ? [] : [diff])])
    server.files.set(`${prefix}${FEED_PATHS.content(toHex(await crypto.sha256(bytes)))}`, bytes)
}

async function everything() {
  const database = await openDatabase()
  return { feed: await database.getAll('feed'), files: await database.getAll('feedFiles') }
}

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
  forgetFeedWords()
  seed = new FileServer(true)
  network = new FileServer()
  browser.runtime.base = await seed.start()
  address = await network.start()
  publisher = await Publisher.start()
  const root = await makeRoot({
    rootKeys: publisher.rootKeys,
    feedKeys: [publisher.feedKey],
    signers: publisher.rootKeys.slice(0, 2),
  })
  seed.files.set('feed/root-1.json', root.bytes)
  seed.files.set('feed/root-1.json.sig', root.signatures)
  await put(seed, 'feed/', START)
})
afterEach(() => {
  seed.stop()
  network.stop()
})

const wordOn = async (url: string, now: number) => (await feedAbout(url, now)).word

describe('the feed of an organisation', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()
  const setRoot = async (by: Publisher | null) => {
    forgetManaged()
    if (by === null) {
      browser.storage.managed.policy = null
      return
    }
    const { rootKeys, feedKey } = by
    const root = await makeRoot({ rootKeys, feedKeys: [feedKey], signers: rootKeys.slice(0, 2) })
    browser.storage.managed.policy = {
      feedRoot: { root: text(root.bytes), signatures: text(root.signatures) },
    }
  }
  afterEach(() => setRoot(null))

  test('is believed when those of its own root signed it, and that of this build no more, until the policy goes', async () => {
    const shipped = publisher
    await put(network, '', START)
    await update(feedAt(address), START)
    const own = await Publisher.start()
    await setRoot(own)
    await expect(update(feedAt(address), START + DAY)).rejects.toThrow('not signed')
    // What was taken in before counts until there is something by the others.
    expect(await currentFeed(await openDatabase())).toMatchObject({ pin: null })
    publisher = own
    publisher.content = { ...publisher.content, incidents: [incident('www.own.example')] }
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    expect(await wordOn('https://www.own.example/', START + DAY)).toMatchObject({ incident: {} })
    await put(network, '', START + 2 * DAY)
    await update(feedAt(address), START + 2 * DAY)
    expect((await currentFeed(await openDatabase()))?.state.head.sequence).toBe(2)
    await setRoot(null)
    await expect(update(feedAt(address), START + 2 * DAY)).rejects.toThrow('not signed')
    publisher = shipped
    await put(network, '', START + 2 * DAY)
    await update(feedAt(address), START + 2 * DAY)
    expect((await wordOn('https://www.own.example/', START + 2 * DAY))?.incident ?? null).toBeNull()
  })

  test('takes nothing that came with the extension', async () => {
    await setRoot(await Publisher.start())
    await takeSeed(START)
    expect(await currentFeed(await openDatabase())).toBeNull()
  })
})

describe('the feed', () => {
  test('raises nothing once it is too old for anybody to mend it, and what was switched off stays off', async () => {
    const [raw] = shippedPacks
    const pack = parsePack(raw, 0)
    if (!pack.ok) throw new Error(pack.error)
    const suspended = [{ rule: 'claim', reason: 'too loud', since: START }]
    const incidents = [incident('www.old.example')]
    publisher.content = {
      ...publisher.content,
      incidents,
      suspended,
      patterns: [{ ...pack.value, version: '2099-01-01' }],
    }
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    const { generation } = await feedStatus(null, START)
    const outdated = (generation?.expires ?? 0) + 30 * DAY
    for (const [now, isHeard] of [
      [outdated - 1, true],
      [outdated, false],
    ] as const) {
      const word = await wordOn('https://www.old.example/', now)
      expect([word?.incident !== null, word?.suspended.has('claim')]).toEqual([isHeard, true])
      expect(await publishedPacks(now)).toHaveLength(isHeard ? 1 : 0)
    }
  })

  test('says how old it is, where it is from, and whether it still counts', async () => {
    const ages = async (...moments: number[]) =>
      Promise.all(moments.map(async (at) => (await feedStatus(null, at)).generation?.freshness))
    expect(await feedStatus(null, START)).toEqual({ host: 'collector.masthead.example', generation: null })
    await takeSeed(START)
    const { generation } = await feedStatus(null, START)
    expect(generation).toMatchObject({ sequence: 1, issued: START, checkedAt: START, source: 'seed' })
    const expires = generation?.expires ?? 0
    expect(await ages(expires - 1, expires, expires + 30 * DAY)).toEqual(['fresh', 'stale', 'outdated'])
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    expect((await feedStatus(null, START + DAY)).generation).toMatchObject({
      sequence: 2,
      checkedAt: START + DAY,
      source: 'network',
    })
  })

  test('begins with what the extension came with, however old, and asks no network for it', async () => {
    await takeSeed(START + 300 * DAY)
    expect(await currentFeed(await openDatabase())).toMatchObject({
      source: 'seed',
      state: { head: { sequence: 1 } },
    })
    expect(network.asked).toEqual([])
  })

  test('takes what is published where the package is damaged', async () => {
    await put(network, '', START + DAY)
    seed.files.delete('feed/head.json')
    await update(feedAt(address), START + DAY)
    expect(await currentFeed(await openDatabase())).toMatchObject({ source: 'network' })
  })

  test('goes on with what is published, and takes part in judging', async () => {
    publisher.content = {
      ...publisher.content,
      incidents: [
        incident('www.hit.example'),
        { ...incident('www.page.example'), path: '/story', state: 'defaced' },
        { ...incident('www.twice.example'), path: '/over', state: 'restored', restoredAt: START + 1 },
        incident('www.twice.example'),
      ],
      suspended: [{ rule: 'en-hacked-by', reason: 'It hits a name.', since: START }],
    }
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    const now = START + DAY
    expect(await wordOn('https://www.hit.example/any', now)).toMatchObject({ incident: { state: 'suspect' } })
    expect(await wordOn('https://www.page.example/story', now)).toMatchObject({
      incident: { state: 'defaced' },
    })
    expect(await wordOn('https://www.page.example/', now)).toMatchObject({ incident: null })
    // What is over on one page hides nothing that goes on with the whole site.
    for (const path of ['over', 'other'])
      expect(await wordOn(`https://www.twice.example/${path}`, now)).toMatchObject({
        incident: { state: 'suspect' },
      })
    expect((await wordOn('https://www.hit.example/', now))?.suspended).toEqual(new Set(['en-hacked-by']))
    network.asked = []
    publisher.content = { ...publisher.content, incidents: [] }
    await put(network, '', START + 2 * DAY)
    await update(feedAt(address), START + 2 * DAY)
    expect(await wordOn('https://www.hit.example/', START + 2 * DAY)).toMatchObject({ incident: null })
  })

  test('brings signatures, which count at once, and no longer when they are gone', async () => {
    const known = { ...fullSite(20), host: 'www.hit.example' }
    const signature = { source: 'feed' as const, signature: coreSignature(known, START) }
    const authority = async (now: number) => (await feedAbout('https://www.hit.example/', now)).authority
    await takeSeed(START)
    expect(await authority(START)).toBeNull()
    publisher.content = { ...publisher.content, signatures: [signature] }
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    expect(await authority(START + DAY)).toMatchObject({
      source: 'feed',
      signature: { host: 'www.hit.example' },
    })
    publisher.content = { ...publisher.content, signatures: [] }
    await put(network, '', START + 2 * DAY)
    await update(feedAt(address), START + 2 * DAY)
    expect(await authority(START + 2 * DAY)).toBeNull()
  })

  test('brings patterns, which are used at once', async () => {
    const before = (await patterns()).packs.length
    const pack = parsePack(shippedPacks[0], 0)
    if (!pack.ok) throw new Error(pack.error)
    const [first] = pack.value.patterns
    if (first === undefined) throw new Error('no pattern')
    const fresh = {
      ...pack.value,
      pack: 'fresh',
      patterns: [{ ...first, id: 'fresh-one', phrases: ['wholly new words'] }],
    }
    publisher.content = { ...publisher.content, patterns: [fresh] }
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    const set = await patterns()
    expect(set.packs.length).toBe(before + 1)
    expect(set.entries.some(({ pattern }) => pattern.id === 'fresh-one')).toBe(true)
  })
})

test('a worker that waits for a slow feed is kept awake until the update ends', async () => {
  await takeSeed(START)
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    let giveUp = () => {}
    const silence = new Promise<void>((done) => {
      giveUp = done
    })
    const slow = async () => {
      await silence
      throw new Error('The feed does not answer.')
    }
    const updating = update({ fetch: slow }, START + DAY)
    vi.advanceTimersByTime(60_000)
    expect(browser.runtime.getPlatformInfo).toHaveBeenCalledTimes(3)
    giveUp()
    await expect(updating).rejects.toThrow('does not answer')
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('a reader who was away while keys were changed twice goes on with the newest, and the old key is nobody’s', async () => {
  await takeSeed(START)
  const [feedKey, ...rootKeys] = await Promise.all([makeKey(), makeKey(), makeKey(), makeKey()])
  const old = publisher.rootKeys.slice(0, 2)
  const roots = [
    // The feed's key was lost; then one of the root keys, so that all of them were made anew.
    await makeRoot({ version: 2, rootKeys: publisher.rootKeys, feedKeys: [feedKey], signers: old }),
    await makeRoot({ version: 3, rootKeys, feedKeys: [feedKey], signers: [...old, ...rootKeys.slice(0, 2)] }),
  ]
  for (const [i, { bytes, signatures }] of roots.entries()) {
    network.files.set(`root-${i + 2}.json`, bytes)
    network.files.set(`root-${i + 2}.json.sig`, signatures)
  }
  const publishWith = async (key: TestKey, now: number) => {
    const { signed, files } = await publisher.publish(now, { key })
    network.files.set(FEED_PATHS.head, signed.bytes)
    network.files.set(FEED_PATHS.headSignatures, signed.signatures)
    for (const bytes of files.values())
      network.files.set(FEED_PATHS.content(toHex(await crypto.sha256(bytes))), bytes)
  }
  const known = async () => (await currentFeed(await openDatabase()))?.state
  await publishWith(feedKey, START + DAY)
  await update(feedAt(address), START + DAY)
  expect(await known()).toMatchObject({ root: { version: 3 }, head: { sequence: 2 } })
  await publishWith(publisher.feedKey, START + 2 * DAY)
  await expect(update(feedAt(address), START + 2 * DAY)).rejects.toThrow(/not signed by a key of root 3/)
  expect(await known()).toMatchObject({ root: { version: 3 }, head: { sequence: 2 } })
})

describe('whatever is wrong leaves everything as it was', () => {
  test.each([
    ['nobody answers', () => network.stop()],
    [
      'a file is missing',
      () => {
        for (const path of [...network.files.keys()])
          if (path.startsWith('content/')) network.files.delete(path)
      },
    ],
    [
      'the head is another’s',
      async () => {
        const [stranger] = (await Publisher.start()).rootKeys
        const bytes = network.files.get('head.json')
        if (stranger === undefined || bytes === undefined) throw new Error('no head')
        network.files.set('head.json.sig', (await signWith('feed', bytes, [stranger])).signatures)
      },
    ],
    [
      'the head has no end',
      () => {
        network.endless = 'head.json'
      },
    ],
  ])('%s', async (_, spoil) => {
    await put(network, '', START + DAY)
    await update(feedAt(address), START + DAY)
    const before = await everything()
    publisher.content = { ...publisher.content, incidents: [incident('www.new.example')] }
    network.files.clear()
    await put(network, '', START + 2 * DAY)
    await spoil()
    await expect(update(feedAt(address), START + 2 * DAY)).rejects.toThrow()
    expect(await everything()).toEqual(before)
  })

  test('what has no end is cut off soon', async () => {
    await takeSeed(START)
    network.endless = 'head.json'
    await expect(update(feedAt(address), START + DAY)).rejects.toThrow(/more bytes/)
    expect(network.sent).toBeLessThan(100 * FEED_BOUNDS.head)
  })

  test('a store that fails in the middle', async () => {
    await takeSeed(START)
    const before = await everything()
    publisher.content = { ...publisher.content, incidents: [incident('www.new.example')] }
    await put(network, '', START + DAY)
    const original = IDBObjectStore.prototype.put
    const failing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value,
      key,
    ) {
      if (this.name === 'feed') throw new DOMException('full', 'QuotaExceededError')
      return original.call(this, value, key)
    })
    await expect(update(feedAt(address), START + DAY)).rejects.toThrow()
    failing.mockRestore()
    await closeDatabase()
    expect(await everything()).toEqual(before)
    await update(feedAt(address), START + DAY)
    expect(await feedFile(await openDatabase(), 'incidents')).not.toBeNull()
  })
})
