import browser from 'webextension-polyfill'
import { acceptPinnedRoot } from '../../../engine/feed/root.ts'
import { type FeedSource, updateFeed } from '../../../engine/feed/update.ts'
import { feedCrypto } from '../../../engine/feed/web-crypto.ts'
import { openDatabase } from '../database/open.ts'
import type { FeedRecord } from '../database/schema.ts'
import { keepAwake } from '../keep-awake.ts'
import { forgetPatterns } from '../lists.ts'
import { feedAddress } from './address.ts'
import { feedAt } from './source.ts'
import { currentFeed, filesOf, keepUpdate } from './store.ts'
import { forgetFeedWords } from './words.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)

/** What came with the extension, signed as everything else. */
const seed = (): FeedSource => feedAt(browser.runtime.getURL('feed/'))

let updating: Promise<void> | null = null

/**
 * Takes in what is published since the last time; on a first run what came with the extension, before anything is
 * asked of the network. Rejects with one sentence where that fails, and everything is as it was.
 */
export function update(network: FeedSource | null = null, now = Date.now()): Promise<void> {
  updating ??= keepAwake(async () => {
    // A package that is damaged keeps nobody from what is published since.
    await takeSeed(now).catch((error: unknown) => console.warn(error))
    await takeFrom(network ?? feedAt(await feedAddress()), 'network', now)
  }).finally(() => {
    updating = null
  })
  return updating
}

/** What came with the extension, unless something is there already. */
export async function takeSeed(now = Date.now()): Promise<void> {
  if ((await currentFeed(await openDatabase())) === null) await takeFrom(seed(), 'seed', now)
}

async function takeFrom(source: FeedSource, name: FeedRecord['source'], now: number): Promise<void> {
  const database = await openDatabase()
  const current = await currentFeed(database)
  const result = await updateFeed({
    crypto,
    source,
    root: current?.state.root ?? (await pinnedRoot()),
    state: current?.state ?? null,
    load: (names) => filesOf(database, current, names),
    now,
    client: browser.runtime.getManifest().version,
    isSeed: name === 'seed',
  })
  if (!result.ok) throw new Error(result.error)
  await keepUpdate(database, result.value, { checkedAt: now, source: name })
  forgetFeedWords()
  if (result.value.files.has('patterns')) forgetPatterns()
}

async function pinnedRoot() {
  const [bytes, signatures] = await Promise.all([
    seed().fetch('root-1.json', 65_536),
    seed().fetch('root-1.json.sig', 65_536),
  ])
  if (bytes === null || signatures === null)
    throw new Error('The extension came without a root; install it anew.')
  const root = await acceptPinnedRoot(crypto, { bytes, signatures })
  if (!root.ok) throw new Error(root.error)
  return root.value
}
