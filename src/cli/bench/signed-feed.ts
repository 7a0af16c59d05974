import type { Files } from '../../engine/feed/content.ts'
import { FEED_PATHS } from '../../engine/feed/files.ts'
import { entryOf, headOf } from '../../engine/feed/publish.ts'
import type { Root } from '../../engine/feed/root.ts'
import { type CONTEXTS, toAscii } from '../../engine/feed/signed.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { newKey, signatureWith } from '../feed/keys.ts'

const DAY = 86_400_000
const crypto = feedCrypto(globalThis.crypto.subtle)

/** A feed with keys of its own, as a web server has it: bytes by path. */
export class SignedFeed {
  readonly served = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly root: Root
  /** They are root keys and feed keys alike. */
  readonly #keys = [newKey(), newKey()]

  constructor(now: number) {
    const names = this.#keys.map((key) => key.public)
    this.root = {
      format: 'masthead-root',
      version: 1,
      issued: now - DAY,
      expires: now + 700 * DAY,
      rootKeys: names,
      threshold: 2,
      feedKeys: names,
    }
    const bytes = toAscii(this.root)
    this.served.set(FEED_PATHS.root(1), bytes)
    this.served.set(FEED_PATHS.rootSignatures(1), this.#signatures('root', bytes))
  }

  /** Puts files in the place of what is there; a diff leads to them from the sequence before. */
  async publish(
    sequence: number,
    issued: number,
    files: Files,
    diff: Uint8Array<ArrayBuffer> | null = null,
  ): Promise<void> {
    for (const bytes of [...files.values(), ...(diff === null ? [] : [diff])])
      this.served.set(FEED_PATHS.content((await entryOf(crypto, bytes)).sha256), bytes)
    const diffs = diff === null ? [] : [{ from: sequence - 1, ...(await entryOf(crypto, diff)) }]
    const about = { sequence, issued, expires: issued + 7 * DAY, minClient: '0.1.0', diffs }
    const head = await headOf(crypto, about, files)
    this.served.set(FEED_PATHS.head, head)
    this.served.set(FEED_PATHS.headSignatures, this.#signatures('feed', head))
  }

  #signatures(context: keyof typeof CONTEXTS, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return toAscii(this.#keys.map((key) => signatureWith(key, context, bytes)))
  }
}
