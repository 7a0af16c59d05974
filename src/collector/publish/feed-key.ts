import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { signedMessage, toAscii } from '../../engine/feed/signed.ts'

/** As `masthead feed key` writes it: the public key in hexadecimal, the private one as PKCS #8 in base64. */
const keySchema = v.strictObject({
  public: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  private: v.string(),
})

export interface FeedKey {
  /** The file of signatures that goes beside a head. */
  signHead(head: Uint8Array): Uint8Array<ArrayBuffer>
}

export function readFeedKey(file: string): FeedKey {
  const parsed = v.safeParse(keySchema, jsonIn(file))
  if (!parsed.success)
    throw new Error(`${file} is no key of a feed; make one with "masthead feed key ${file}".`)
  const { public: key, private: secret } = parsed.output
  const privateKey = createPrivateKey({ key: Buffer.from(secret, 'base64'), format: 'der', type: 'pkcs8' })
  return {
    signHead: (head) =>
      toAscii([{ key, signature: sign(null, signedMessage('feed', head), privateKey).toString('hex') }]),
  }
}

/** What a file holds; nothing where there is no such file, or it is no JSON. */
function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
