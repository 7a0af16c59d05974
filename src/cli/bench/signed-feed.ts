import type { Files } from '../../engine/feed/content.ts'
import { FEED_PATHS } from '../../engine/feed/files.ts'
import { entryOf, headOf } from '../../engine/feed/publish.ts'
import type { Root } from '../../engine/feed/root.ts'
import { type CONTEXTS, signedMessage, toAscii, toHex } from '../../engine/feed/signed.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'

const DAY = 86_400_000
const { subtle } = globalThis.crypto
const crypto = feedCrypto(subtle)

type Bytes = Uint8Array<ArrayBuffer>

/** A feed with keys of its own, as a web server has it: bytes by path. */
export class SignedFeed {
  readonly served = new Map<string, Bytes>()

  private constructor(
    readonly root: Root,
    private readonly keys: readonly SigningKey[],
  ) {}

  /** Signed by two keys, which are root keys and feed keys alike. */
  static async make(now: number): Promise<SignedFeed> {
    const keys = [await makeKey(), await makeKey()]
    const names = keys.map(({ name }) => name)
    const feed = new SignedFeed(
      {
        format: 'masthead-root',
        version: 1,
        issued: now - DAY,
        expires: now + 700 * DAY,
        rootKeys: names,
        threshold: 2,
        feedKeys: names,
      },
      keys,
    )
    const bytes = toAscii(feed.root)
    feed.served.set(FEED_PATHS.root(1), bytes)
    feed.served.set(FEED_PATHS.rootSignatures(1), await feed.#signatures('root', bytes))
    return feed
  }

  /** Puts files in the place of what is there; a diff leads to them from the sequence before. */
  async publish(sequence: number, issued: number, files: Files, diff: Bytes | null = null): Promise<void> {
    for (const bytes of [...files.values(), ...(diff === null ? [] : [diff])])
      this.served.set(FEED_PATHS.content((await entryOf(crypto, bytes)).sha256), Uint8Array.from(bytes))
    const diffs = diff === null ? [] : [{ from: sequence - 1, ...(await entryOf(crypto, diff)) }]
    const about = { sequence, issued, expires: issued + 7 * DAY, minClient: '0.1.0', diffs }
    const head = await headOf(crypto, about, files)
    this.served.set(FEED_PATHS.head, head)
    this.served.set(FEED_PATHS.headSignatures, await this.#signatures('feed', head))
  }

  async #signatures(context: keyof typeof CONTEXTS, bytes: Bytes): Promise<Bytes> {
    const message = signedMessage(context, bytes)
    return toAscii(
      await Promise.all(
        this.keys.map(async ({ name, key }) => ({
          key: name,
          signature: toHex(new Uint8Array(await subtle.sign('Ed25519', key, message))),
        })),
      ),
    )
  }
}

interface SigningKey {
  name: string
  key: CryptoKey
}

async function makeKey(): Promise<SigningKey> {
  const pair = await subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('The platform makes no Ed25519 keys; use a newer Node.')
  const name = toHex(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
  return { name, key: pair.privateKey }
}
