import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSource } from '../../../src/cli/feed/source.ts'
import { addModerator } from '../../../src/collector/believe/moderate.ts'
import type { FeedKey } from '../../../src/collector/publish/feed-key.ts'
import { publish } from '../../../src/collector/publish/publish.ts'
import { acceptPinnedRoot, type Root } from '../../../src/engine/feed/root.ts'
import { readSuspended } from '../../../src/engine/feed/suspended.ts'
import { decodeTable } from '../../../src/engine/feed/table.ts'
import { updateFeed } from '../../../src/engine/feed/update.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { START, type TestCollector, testCollector } from '../setup/collector.ts'
import { makeFeedKeys } from '../setup/feed.ts'

const MINUTE = 60_000
const crypto = feedCrypto(globalThis.crypto.subtle)
const folder = mkdtempSync(join(tmpdir(), 'masthead-suspended-'))
const feed = join(folder, 'feed')
let collector: TestCollector
let key: FeedKey
let root: Root
let credentials: string
let others: string

beforeAll(async () => {
  collector = await testCollector({ dataDir: folder, databaseUrl: null })
  const made = await makeFeedKeys(folder)
  key = made.key
  const signed = { bytes: readFileSync(made.root), signatures: readFileSync(`${made.root}.sig`) }
  const accepted = await acceptPinnedRoot(crypto, signed)
  if (!accepted.ok) throw new Error(accepted.error)
  root = accepted.value
  const signIn = async (name: string) =>
    Buffer.from(`${name}:${await addModerator(collector.database, name, START)}`).toString('base64')
  credentials = await signIn('ann')
  others = await signIn('bob')
}, 240_000)
afterAll(async () => {
  await collector.stop()
  rmSync(folder, { recursive: true, force: true })
})

const act = (what: string, rule: string, reason: string, given = credentials) =>
  collector.app.inject({
    method: 'POST',
    url: `/moderation/${what}`,
    headers: {
      host: 'collector.example',
      origin: 'https://collector.example',
      authorization: `Basic ${given}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: new URLSearchParams({ rule, reason }).toString(),
  })

/** The rules that a reader finds suspended in what is published next. */
async function published(): Promise<string[]> {
  collector.clock.now += MINUTE
  const { now } = collector.clock
  await publish({ database: collector.database, folder: feed, key, crypto, now })
  const update = await updateFeed({
    crypto,
    source: openSource(feed),
    root,
    state: null,
    load: async () => [],
    now,
    client: '0.1.0',
    isSeed: true,
  })
  if (!update.ok) throw new Error(update.error)
  const table = decodeTable(update.value.files.get('suspended') ?? new Uint8Array())
  const rules = table.ok ? readSuspended(table.value) : table
  if (!rules.ok) throw new Error(rules.error)
  return rules.value.map(({ rule }) => rule)
}

test('a suspended rule reaches the feed, and leaves it when two moderators lift its suspension', async () => {
  expect(await published()).toEqual([])
  for (const rule of ['en-hacked-by', 'low-text'])
    expect((await act('suspended', rule, 'It hits the name of a paper')).statusCode).toBe(303)
  expect((await published()).sort()).toEqual(['en-hacked-by', 'low-text'])
  expect((await act('lifted', 'en-hacked-by', 'It is mended', 'YW5uOndyb25n')).statusCode).toBe(401)
  expect((await act('lifted', 'en-hacked-by', '')).statusCode).toBe(400)
  expect((await published()).sort()).toEqual(['en-hacked-by', 'low-text'])
  // One alone lifts nothing, however often, and what was said before it was suspended anew does not count.
  for (let i = 0; i < 2; i++)
    expect((await act('lifted', 'en-hacked-by', 'It is mended')).statusCode).toBe(303)
  expect((await published()).sort()).toEqual(['en-hacked-by', 'low-text'])
  const page = await collector.app.inject({
    url: '/moderation',
    headers: { authorization: `Basic ${others}` },
  })
  expect(page.body).toContain('ann would let it count again.')
  await act('suspended', 'en-hacked-by', 'It hits another paper')
  expect((await act('lifted', 'en-hacked-by', 'It is mended', others)).statusCode).toBe(303)
  expect((await published()).sort()).toEqual(['en-hacked-by', 'low-text'])
  expect((await act('lifted', 'en-hacked-by', 'It is mended')).statusCode).toBe(303)
  expect(await published()).toEqual(['low-text'])
  const again = await act('lifted', 'en-hacked-by', 'It is mended')
  expect([again.statusCode, again.json().error]).toEqual([
    404,
    expect.stringMatching(/^This rule is not suspended; .*\.$/),
  ])
  const audit = await collector.database.selectFrom('audit').select(['who', 'what', 'why']).execute()
  expect(audit).toContainEqual({
    who: 'ann',
    what: 'lifted the suspension of rule en-hacked-by',
    why: 'It is mended',
  })
})
