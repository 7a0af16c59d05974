import {
  type FeedCrypto,
  type Signed,
  signedMessage,
  toAscii,
  toHex,
} from '../../../src/engine/feed/signed.ts'

/** WebCrypto, as the browser and Node have it. */
export const crypto: FeedCrypto = {
  verify: async (key, signature, message) => {
    try {
      const imported = await subtle.importKey('raw', Uint8Array.from(key), 'Ed25519', false, ['verify'])
      return await subtle.verify('Ed25519', imported, Uint8Array.from(signature), Uint8Array.from(message))
    } catch {
      return false
    }
  },
  sha256: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', Uint8Array.from(bytes))),
}

const { subtle } = globalThis.crypto

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
