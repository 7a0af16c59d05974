import browser from 'webextension-polyfill'
import { type FeedSource, updateFeed } from '../../../engine/feed/update.ts'
import { feedCrypto } from '../../../engine/feed/web-crypto.ts'
import { openDatabase } from '../database/open.ts'
import type { FeedRecord } from '../database/schema.ts'
import { keepAwake } from '../keep-awake.ts'
import { forgetPatterns } from '../lists.ts'
import { managed } from '../managed.ts'
import { feedAddress } from './address.ts'
import { pinnedRoot, pinnedTo } from './pinned-root.ts'
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

/** What came with the extension, unless something is there already, or an organisation lets others sign. */
export async function takeSeed(now = Date.now()): Promise<void> {
  if ((await currentFeed(await openDatabase())) !== null || (await managed()).feedRoot !== null) return
  await takeFrom(seed(), 'seed', now)
}

async function takeFrom(source: FeedSource, name: FeedRecord['source'], now: number): Promise<void> {
  const database = await openDatabase()
  const [kept, pin] = await Promise.all([currentFeed(database), pinnedTo()])
  // What was signed by those of another root is begun anew, and counts until there is something by these.
  const current = (kept?.pin ?? null) === pin ? kept : null
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
  await keepUpdate(database, result.value, { checkedAt: now, source: name, pin })
  forgetFeedWords()
  if (result.value.files.has('patterns')) forgetPatterns()
}
