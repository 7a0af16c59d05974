import { beforeEach, describe, expect, test } from 'vitest'
import { FEED_BOUNDS, FEED_PATHS } from '../../../src/engine/feed/files.ts'
import { acceptPinnedRoot } from '../../../src/engine/feed/root.ts'
import { type Signed, toHex } from '../../../src/engine/feed/signed.ts'
import {
  type FeedSource,
  type Update,
  type UpdateOptions,
  updateFeed,
} from '../../../src/engine/feed/update.ts'
import { crypto, makeKey } from './keys.ts'
import { DAY, incident, makeRoot, Publisher, START } from './publisher.ts'

/** Static files in memory, with a count of what was asked for. */
class FakeServer {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>()
  asked: string[] = []
  most: number[] = []

  readonly fetch = async (path: string, most: number) => {
    this.asked.push(path)
    this.most.push(most)
    return this.files.get(path)?.slice(0, most) ?? null
  }

  put(path: string, signaturesPath: string, { bytes, signatures }: Signed) {
    this.files.set(path, Uint8Array.from(bytes))
    this.files.set(signaturesPath, Uint8Array.from(signatures))
  }

  async publish(publisher: Publisher, now: number) {
    const { signed, files, diff } = await publisher.publish(now)
    this.put(FEED_PATHS.head, FEED_PATHS.headSignatures, signed)
    for (const bytes of [...files.values(), ...(diff === null ? [] : [diff])])
      this.files.set(FEED_PATHS.content(toHex(await crypto.sha256(bytes))), bytes)
  }
}

let server: FakeServer
let publisher: Publisher
let files: Map<string, Uint8Array<ArrayBuffer>>
let options: UpdateOptions

/** Takes in what is there and remembers it. */
async function update(now = options.now): Promise<Update> {
  const result = await updateFeed({ ...options, now })
  if (!result.ok) throw new Error(result.error)
  for (const [name, bytes] of result.value.files) files.set(name, bytes)
  options = { ...options, state: result.value.state, root: result.value.state.root, now }
  return result.value
}

beforeEach(async () => {
  server = new FakeServer()
  publisher = await Publisher.start()
  publisher.content = {
    ...publisher.content,
    incidents: Array.from({ length: 40 }, (_, i) => incident(`site-${i}.example`)),
  }
  await server.publish(publisher, START)
  files = new Map()
  options = {
    crypto,
    source: server,
    root: publisher.root,
    state: null,
    load: async (names) => names.map((name) => files.get(name) ?? null),
    now: START,
    client: '0.1.0',
    isSeed: false,
  }
})

describe('an update', () => {
  test('fetches everything first, then nothing, then a diff alone', async () => {
    const first = await update()
    expect([...first.files.keys()].sort()).toEqual(first.state.head.files.map(({ name }) => name).sort())
    server.asked = []
    expect((await update(START + 1)).files.size).toBe(0)
    expect(server.asked).toEqual(['root-2.json', 'head.json', 'head.json.sig'])
    publisher.content = {
      ...publisher.content,
      incidents: [...publisher.content.incidents, incident('b.example')],
    }
    await server.publish(publisher, START + DAY)
    server.asked = []
    const next = await update(START + DAY)
    expect([...next.files.keys()]).toEqual(['incidents'])
    expect(server.asked).toHaveLength(4)
    expect(toHex(await crypto.sha256(files.get('incidents') ?? new Uint8Array()))).toBe(
      next.state.head.files.find(({ name }) => name === 'incidents')?.sha256,
    )
  })

  test('asks for several files at the same time, and never for all of them', async () => {
    let underWay = 0
    let most = 0
    const fetch: FeedSource['fetch'] = async (path, bound) => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setTimeout(resolve, 1))
      underWay--
      return server.fetch(path, bound)
    }
    options = { ...options, source: { fetch } }
    expect((await update()).files.size).toBeGreaterThan(8)
    expect(most).toBe(8)
  })

  test('goes on where nobody answers for the next root, and not where nobody answers for the head', async () => {
    const silent = (name: string): FeedSource => ({
      fetch: async (path, bound) => {
        if (path.startsWith(name)) throw new TypeError('Failed to fetch')
        return server.fetch(path, bound)
      },
    })
    await expect(updateFeed({ ...options, source: silent('head') })).rejects.toThrow()
    expect(await updateFeed({ ...options, source: silent('root-2') })).toMatchObject({ ok: true })
  })

  test('takes the whole file where the diff is spoilt or what is here is', async () => {
    await update()
    publisher.content = {
      ...publisher.content,
      incidents: [...publisher.content.incidents, incident('b.example')],
    }
    await server.publish(publisher, START + DAY)
    files.set('incidents', new Uint8Array([1, 2, 3]))
    expect([...(await update(START + DAY)).files.keys()]).toEqual(['incidents'])
  })

  test('follows the roots in order, and believes no head of keys that were taken away', async () => {
    await update()
    const feedKey = await makeKey()
    const [a, b, c] = publisher.rootKeys
    if (a === undefined || b === undefined || c === undefined) throw new Error('no keys')
    const fresh = await makeKey()
    const second = { version: 2, rootKeys: [a, b, fresh], feedKeys: [publisher.feedKey], signers: [a, b] }
    const third = { version: 3, rootKeys: [a, b, fresh], feedKeys: [feedKey], signers: [b, fresh] }
    server.put(FEED_PATHS.root(2), FEED_PATHS.rootSignatures(2), await makeRoot(second))
    server.put(FEED_PATHS.root(3), FEED_PATHS.rootSignatures(3), await makeRoot(third))
    const refused = await updateFeed(options)
    expect(refused).toEqual({ ok: false, error: expect.stringMatching(/not signed by a key of root 3/) })
    server.put(
      FEED_PATHS.head,
      FEED_PATHS.headSignatures,
      (await publisher.publish(START + 2, { key: feedKey })).signed,
    )
    expect((await update(START + 2)).state.root.version).toBe(3)
  })

  test('asks nobody for more than may be', async () => {
    await update()
    expect(Math.max(...server.most)).toBeLessThanOrEqual(FEED_BOUNDS.file + 1)
    server.files.set(FEED_PATHS.head, new Uint8Array(1_000_000))
    expect(await updateFeed(options)).toEqual({ ok: false, error: expect.stringMatching(/more bytes/) })
  })

  test('with a file missing or another in its place changes nothing', async () => {
    const [path] = [...server.files.keys()].filter((one) => one.startsWith('content/'))
    if (path === undefined) throw new Error('no file')
    const bytes = server.files.get(path)
    server.files.delete(path)
    expect(await updateFeed(options)).toEqual({ ok: false, error: expect.stringMatching(/missing/) })
    server.files.set(
      path,
      Uint8Array.from(bytes ?? [], (byte) => byte ^ 1),
    )
    expect(await updateFeed(options)).toEqual({ ok: false, error: expect.stringMatching(/not the one/) })
  })

  test('takes an old seed, which a fetched head may not be', async () => {
    const late = START + 60 * DAY
    expect((await updateFeed({ ...options, now: late })).ok).toBe(false)
    expect((await updateFeed({ ...options, now: late, isSeed: true })).ok).toBe(true)
  })
})

test('the pinned root must be signed by its own keys', async () => {
  const keys = [await makeKey(), await makeKey(), await makeKey()]
  const parts = { rootKeys: keys, feedKeys: keys.slice(0, 1) }
  expect((await acceptPinnedRoot(crypto, await makeRoot({ ...parts, signers: keys.slice(0, 2) }))).ok).toBe(
    true,
  )
  expect((await acceptPinnedRoot(crypto, await makeRoot({ ...parts, signers: keys.slice(0, 1) }))).ok).toBe(
    false,
  )
})
