import { type Signed, signedMessage, toAscii, toHex } from '../../../src/engine/feed/signed.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'

const { subtle } = globalThis.crypto

/** WebCrypto, as the browser and Node have it. */
export const crypto = feedCrypto(subtle)

export interface TestKey {
  name: string
  sign(message: Uint8Array): Promise<string>
}

export async function makeKey(): Promise<TestKey> {
  const pair = await subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('no pair')
  return {
    name: toHex(new Uint8Array(await subtle.exportKey('raw', pair.publicKey))),
    sign: async (message) =>
      toHex(new Uint8Array(await subtle.sign('Ed25519', pair.privateKey, Uint8Array.from(message)))),
  }
}

export async function signWith(
  context: 'root' | 'feed',
  bytes: Uint8Array,
  keys: readonly TestKey[],
): Promise<Signed> {
  const message = signedMessage(context, bytes)
  const signatures = await Promise.all(
    keys.map(async (key) => ({ key: key.name, signature: await key.sign(message) })),
  )
  return { bytes, signatures: toAscii(signatures) }
}
