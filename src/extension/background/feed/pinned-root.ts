import browser from 'webextension-polyfill'
import { acceptPinnedRoot, type Root } from '../../../engine/feed/root.ts'
import { type Signed, toHex } from '../../../engine/feed/signed.ts'
import { feedCrypto } from '../../../engine/feed/web-crypto.ts'
import { managed } from '../managed.ts'
import { feedAt } from './source.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)
const MOST = 65_536

/** Which root the feed begins with: its SHA-256 in hexadecimal, or null for the one that came with the extension. */
export async function pinnedTo(): Promise<string | null> {
  const { feedRoot } = await managed()
  return feedRoot === null ? null : toHex(await crypto.sha256(feedRoot.bytes))
}

/** That root: who may sign the feed before anybody has said otherwise in it. */
export async function pinnedRoot(): Promise<Root> {
  const { feedRoot } = await managed()
  const root = await acceptPinnedRoot(crypto, feedRoot ?? (await shippedRoot()))
  if (root.ok) return root.value
  // No other root may take the place of the one that an organisation meant.
  throw new Error(
    feedRoot === null
      ? root.error
      : `The policy's "feedRoot" is none, and no feed is taken in; put in the texts of root-1.json and root-1.json.sig (${root.error})`,
  )
}

async function shippedRoot(): Promise<Signed> {
  const shipped = feedAt(browser.runtime.getURL('feed/'))
  const [bytes, signatures] = await Promise.all([
    shipped.fetch('root-1.json', MOST),
    shipped.fetch('root-1.json.sig', MOST),
  ])
  if (bytes === null || signatures === null)
    throw new Error('The extension came without a root; install it anew.')
  return { bytes, signatures }
}
