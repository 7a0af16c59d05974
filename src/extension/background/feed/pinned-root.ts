import browser from 'webextension-polyfill'
import { acceptPinnedRoot, type Root } from '../../../engine/feed/root.ts'
import { type Signed, toHex } from '../../../engine/feed/signed.ts'
import { feedCrypto } from '../../../engine/feed/web-crypto.ts'
import { managed } from '../managed.ts'
import { feedAt } from './source.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)
const MOST = 65_536

/** Who may sign the feed before anybody has said otherwise in it. */
export interface PinnedRoot {
  root: Root
  /** SHA-256 in hexadecimal; null for the one that came with the extension. */
  pin: string | null
}

/** The root of an organisation's policy, or else the one that came with the extension. */
export async function pinnedRoot(): Promise<PinnedRoot> {
  const { feedRoot } = await managed()
  if (feedRoot === null) return { root: await accepted(await shippedRoot()), pin: null }
  return { root: await accepted(feedRoot), pin: toHex(await crypto.sha256(feedRoot.bytes)) }
}

async function accepted(signed: Signed): Promise<Root> {
  const root = await acceptPinnedRoot(crypto, signed)
  if (!root.ok) throw new Error(root.error)
  return root.value
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
