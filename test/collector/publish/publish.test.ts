import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { feedCommand } from '../../../src/cli/feed/command.ts'
import { makeKey, publicKeyOf, signRoot } from '../../../src/cli/feed/keys.ts'
import { openSource } from '../../../src/cli/feed/source.ts'
import { verifyFeed } from '../../../src/cli/feed/verify.ts'
import { type Database, openDatabase } from '../../../src/collector/database/open.ts'
import { type FeedKey, readFeedKey } from '../../../src/collector/publish/feed-key.ts'
import { publish } from '../../../src/collector/publish/publish.ts'
import { FEED_BOUNDS, FEED_PATHS } from '../../../src/engine/feed/files.ts'
import { readIncidents } from '../../../src/engine/feed/incidents.ts'
import { acceptPinnedRoot, type Root } from '../../../src/engine/feed/root.ts'
import { decodeTable } from '../../../src/engine/feed/table.ts'
import { type Update, updateFeed } from '../../../src/engine/feed/update.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { encodeCore } from '../../../src/engine/signature/codec/core.ts'
import { CORE_BOUND } from '../../../src/engine/signature/core-signature.ts'
import { TEMPLATES_BOUND } from '../../../src/engine/signature/signature.ts'
import { toBase64 } from '../../../src/engine/signature/transfer/base64.ts'
import { type Cluster, startCluster } from '../../../src/postgres/cluster.ts'
import { putCase } from '../setup/case.ts'
import { makeFeedKeys } from '../setup/feed.ts'

const HOUR = 3_600_000
const crypto = feedCrypto(globalThis.crypto.subtle)
const keysFolder = mkdtempSync(join(tmpdir(), 'masthead-keys-'))
const NOW = Date.now() - 40 * HOUR
let cluster: Cluster
let database: Database
let key: FeedKey
let rootFile: string
let root: Root
let folder: string

beforeAll(async () => {
  cluster = await startCluster()
  database = await openDatabase({ dataDir: keysFolder, databaseUrl: cluster.url, onError: () => {} })
  const made = await makeFeedKeys(keysFolder)
  key = made.key
  rootFile = made.root
  const signatures = readFileSync(`${rootFile}.sig`)
  const accepted = await acceptPinnedRoot(crypto, { bytes: readFileSync(rootFile), signatures })
  if (!accepted.ok) throw new Error(accepted.error)
  root = accepted.value
}, 240_000)
afterAll(async () => {
  await database.destroy()
  await cluster.remove()
  rmSync(keysFolder, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-feed-'))
  await database.deleteFrom('feed').execute()
  await database.deleteFrom('cases').execute()
  for (const table of ['signatures', 'suspended'] as const) await database.deleteFrom(table).execute()
  return () => rmSync(folder, { recursive: true, force: true })
})

async function publishAt(now: number) {
  const published = await publish({ database, folder, key, crypto, now })
  if (published === 'taken') throw new Error('somebody else publishes')
  return published
}

/** A reader that takes in what is published; `asked` says what it asked for. */
function reader() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const source = openSource(folder)
  let last: Update | null = null
  const asked: string[] = []
  return {
    asked,
    async update(now: number) {
      const result = await updateFeed({
        crypto,
        source: {
          fetch: (path, most) => {
            asked.push(path)
            return source.fetch(path, most)
          },
        },
        root: last?.state.root ?? root,
        state: last?.state ?? null,
        load: async (names) => names.map((name) => files.get(name) ?? null),
        now,
        client: '0.1.0',
        isSeed: false,
      })
      if (!result.ok) throw new Error(result.error)
      last = result.value
      for (const [name, bytes] of last.files) files.set(name, bytes)
      const table = decodeTable(files.get('incidents') ?? new Uint8Array())
      const incidents = table.ok ? readIncidents(table.value) : table
      if (!incidents.ok) throw new Error(incidents.error)
      return { head: last.state.head, hosts: incidents.value.map(({ host, state }) => `${host} ${state}`) }
    },
  }
}

test('what was decided reaches a reader, and only what was', async () => {
  await putCase(database, 'www.a.example', NOW)
  await putCase(database, 'www.b.example', NOW, 'defaced')
  const held = await putCase(database, 'www.c.example', NOW, 'held')
  await database.updateTable('cases').set({ published_at: 0 }).where('id', '=', held).execute()
  expect(await publishAt(NOW)).toMatchObject({ sequence: 1 })
  const one = reader()
  expect((await one.update(NOW)).hosts.sort()).toEqual(['www.a.example suspect', 'www.b.example defaced'])
  expect(await publishAt(NOW + HOUR)).toBeNull()
  await database
    .updateTable('cases')
    .set({ state: 'restored', restored_at: NOW + HOUR })
    .where('host', '=', 'www.a.example')
    .execute()
  for (let i = 0; i < 60; i++) await putCase(database, `www.d${i}.example`, NOW)
  expect(await publishAt(NOW + 2 * HOUR)).toMatchObject({ sequence: 2 })
  one.asked.splice(0)
  expect((await one.update(NOW + 2 * HOUR)).hosts).toContain('www.a.example restored')
  // The root, the head, its signatures, and one diff.
  expect(one.asked).toHaveLength(4)
})

test('a row that no feed can hold is left out and told of, and all others are published', async () => {
  const host = 'a b.evil.example'
  const core = toBase64(encodeCore({ version: 1, host, issued: NOW, templates: [] }))
  await database.insertInto('signatures').values({ host, source: 'owner', core, at: NOW }).execute()
  await putCase(database, 'www.a.example', NOW)
  await putCase(database, 'www.ä.example', NOW)
  const long = await putCase(database, 'www.long.example', NOW)
  await database
    .updateTable('cases')
    .set({ path: `/${'a'.repeat(300)}` })
    .where('id', '=', long)
    .execute()
  const leftOut: string[] = []
  await publish({ database, folder, key, crypto, now: NOW, leftOut: (what) => leftOut.push(what) })
  expect((await reader().update(NOW)).hosts).toEqual(['www.a.example suspect'])
  expect(leftOut.sort()).toEqual([
    'the case of "www.long.example"',
    'the case of "www.ä.example"',
    'the signature of "a b.evil.example"',
  ])
})

test('what changed more than a diff may hold is published without one, and readers take it in', async () => {
  const one = reader()
  await putCase(database, 'www.a.example', NOW)
  await publishAt(NOW)
  await one.update(NOW)
  for (let batch = 0; batch < 8; batch++)
    await database
      .insertInto('signatures')
      .values(Array.from({ length: 600 }, (_, i) => learned(`www.site-${batch}-${i}.example`)))
      .execute()
  const published = await publishAt(NOW + HOUR)
  expect(published?.total).toBeGreaterThan(1.2 * FEED_BOUNDS.file)
  expect((await one.update(NOW + HOUR)).head).toMatchObject({ sequence: 2, diffs: [] })
})

/** A signature that does not pack: 1.5 KB of what is nowhere twice. */
function learned(host: string) {
  const some = (most: number) => new Uint16Array(randomBytes(2 * most).buffer.slice(0, 2 * most)).sort()
  const templates = Array.from({ length: TEMPLATES_BOUND }, () => ({
    features: { links: some(CORE_BOUND.links), names: some(CORE_BOUND.names), structure: some(1) },
    hasCover: false,
  }))
  const core = toBase64(encodeCore({ version: 1, host, issued: NOW, templates }))
  return { host, source: 'owner', core, at: NOW }
}

test('what no reader would take in is not published, and what was stays', async () => {
  await putCase(database, 'www.a.example', NOW)
  await publishAt(NOW)
  const reason = 'a'.repeat(FEED_BOUNDS.file / 5)
  for (const rule of ['a', 'b', 'c', 'd', 'e'])
    await database.insertInto('suspended').values({ rule, reason, since: NOW, moderator: 'ann' }).execute()
  await expect(publishAt(NOW + HOUR)).rejects.toThrow(
    /^The feed is not published, .*: files\.2\.size is wrong/,
  )
  expect((await reader().update(NOW + HOUR)).head.sequence).toBe(1)
  await database.deleteFrom('suspended').execute()
  expect(await publishAt(NOW + 2 * HOUR)).toBeNull()
})

test('an unchanged feed is signed anew every day', async () => {
  await putCase(database, 'www.a.example', NOW)
  await publishAt(NOW)
  expect(await publishAt(NOW + 23 * HOUR)).toBeNull()
  expect(await publishAt(NOW + 24 * HOUR)).toMatchObject({ sequence: 2 })
})

test('a key that was replaced signs nothing any more: what it signed is signed anew with the next publication', async () => {
  await putCase(database, 'www.a.example', NOW)
  await publishAt(NOW)
  const one = reader()
  await one.update(NOW)
  const file = join(folder, 'next.key')
  const next = makeKey(file)
  const rootKeys = ['a', 'b', 'c'].map((name) => join(keysFolder, `${name}.key`))
  const named = rootKeys.flatMap((root) => ['--root-key', publicKeyOf(root)])
  const revoking = join(folder, FEED_PATHS.root(2))
  await feedCommand(['root', revoking, '--number', '2', ...named, '--feed-key', next])
  for (const root of rootKeys.slice(0, 2)) signRoot(revoking, root)
  await expect(one.update(NOW + HOUR)).rejects.toThrow(/not signed by a key of root 2/)
  const publishNext = (now: number) => publish({ database, folder, key: readFeedKey(file), crypto, now })
  expect(await publishNext(NOW + HOUR)).toMatchObject({ sequence: 2 })
  expect((await one.update(NOW + HOUR)).head.sequence).toBe(2)
  expect(await publishNext(NOW + 2 * HOUR)).toBeNull()
})

test('a reader that was away for days gets a diff, and old content goes', async () => {
  const one = reader()
  for (let day = 0; day < 12; day++) {
    for (let i = 0; i < 20; i++) await putCase(database, `www.day${day}-${i}.example`, NOW)
    const now = NOW + day * 24 * HOUR
    await publishAt(now)
    if (day === 8) await one.update(now)
  }
  one.asked.splice(0)
  expect((await one.update(NOW + 11 * 24 * HOUR)).hosts).toHaveLength(240)
  const { head } = await one.update(NOW + 11 * 24 * HOUR)
  expect(head.diffs.map(({ from }) => from)).toEqual([11, 10, 5])
  const heads = ['10.json', '11.json', '5.json'].flatMap((name) => [name, `${name}.sig`])
  expect(readdirSync(join(folder, 'heads')).sort()).toEqual(heads)
  const kept = readdirSync(join(folder, 'content')).length
  // Patterns, the empty rest, incidents of nine days, three diffs.
  expect(kept).toBeLessThan(20)
})

test('what a day cost is the diff that leads from a day ago, not from the last publication', async () => {
  const put = (name: string, count: number) =>
    Promise.all(Array.from({ length: count }, (_, i) => putCase(database, `www.${name}-${i}.example`, NOW)))
  await put('first', 20)
  expect(await publishAt(NOW)).toMatchObject({ diff: 0, dayDiff: 0 })
  await put('second', 40)
  expect(await publishAt(NOW + 12 * HOUR)).toMatchObject({ dayDiff: 0 })
  await put('third', 2)
  const last = await publishAt(NOW + 24 * HOUR)
  const { head } = await reader().update(NOW + 24 * HOUR)
  const sizeFrom = (sequence: number) => head.diffs.find(({ from }) => from === sequence)?.size
  expect(last).toMatchObject({ diff: sizeFrom(2), dayDiff: sizeFrom(1) })
  expect(last?.dayDiff).toBeGreaterThan(last?.diff ?? 0)
})

test.each([FEED_PATHS.headSignatures, FEED_PATHS.head])(
  'a disk that is full when %s is written leaves what was published, and the next round publishes',
  async (path) => {
    await putCase(database, 'www.a.example', NOW)
    await publishAt(NOW)
    const before = readFileSync(join(folder, FEED_PATHS.head))
    await putCase(database, 'www.b.example', NOW)
    symlinkSync('/dev/full', join(folder, `${path}.part`))
    await expect(publishAt(NOW + HOUR)).rejects.toThrow(/make room on the disk/)
    expect(readFileSync(join(folder, FEED_PATHS.head))).toEqual(before)
    expect((await reader().update(NOW + HOUR)).hosts).toEqual(['www.a.example suspect'])
    // It was kept in the database already: the folder only has to catch up, and no number is left out.
    expect(await publishAt(NOW + HOUR + 1)).toBeNull()
    const after = await reader().update(NOW + HOUR + 1)
    expect([after.head.sequence, after.hosts.length]).toEqual([2, 2])
  },
)

test('masthead feed verify says whether a feed is well', async () => {
  // A diff is only there where it is shorter than the file.
  for (let i = 0; i < 60; i++) await putCase(database, `www.a${i}.example`, NOW)
  await publishAt(Date.now() - HOUR)
  await putCase(database, 'www.b.example', NOW)
  await publishAt(Date.now())
  expect(await verifyFeed(folder, rootFile)).toMatchObject({
    ok: true,
    value: expect.stringMatching(/1 diffs, 1 of them applied to what they lead from\.$/),
  })
  expect(await feedCommand(['verify', folder, '--root', rootFile])).toBe(0)
  rmSync(join(folder, 'content'), { recursive: true })
  expect(await feedCommand(['verify', folder, '--root', rootFile])).toBe(1)
})
