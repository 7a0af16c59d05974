import type { FeedCrypto } from './signed.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** As much of WebCrypto's `SubtleCrypto` as the feed needs. */
export interface Subtle<Key> {
  importKey(
    format: 'raw',
    key: Bytes,
    name: 'Ed25519',
    extractable: boolean,
    usages: ['verify'],
  ): Promise<Key>
  verify(name: 'Ed25519', key: Key, signature: Bytes, message: Bytes): Promise<boolean>
  digest(name: 'SHA-256', bytes: Bytes): Promise<ArrayBuffer>
}

/** Verification by the platform's own cryptography. */
export function feedCrypto<Key>(subtle: Subtle<Key>): FeedCrypto {
  return {
    async verify(key, signature, message) {
      try {
        const imported = await subtle.importKey('raw', own(key), 'Ed25519', false, ['verify'])
        return await subtle.verify('Ed25519', imported, own(signature), own(message))
      } catch {
        return false
      }
    },
    sha256: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', own(bytes))),
  }
}

/** A view on memory that may be shared is copied. */
const own = (bytes: Uint8Array): Bytes =>
  bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : Uint8Array.from(bytes)
