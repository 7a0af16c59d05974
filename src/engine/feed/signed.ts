import * as v from 'valibot'
import { FEED_BOUNDS } from './files.ts'
import { type Result, refuse } from './result.ts'

/** What the engine has not got itself: WebCrypto, in a browser as in Node. */
export interface FeedCrypto {
  /** Ed25519 (RFC 8032). A key that is none gives false. */
  verify(key: Uint8Array, signature: Uint8Array, message: Uint8Array): Promise<boolean>
  sha256(bytes: Uint8Array): Promise<Uint8Array>
}

/** Bytes as they were fetched, with the file of signatures beside them; neither is believed yet. */
export interface Signed {
  bytes: Uint8Array
  signatures: Uint8Array
}

/** What is signed begins with what it is: a signature of one kind is none of another. */
export const CONTEXTS = {
  root: 'masthead-root-v1\0',
  feed: 'masthead-feed-v1\0',
  owner: 'masthead-owner-v1\0',
  handover: 'masthead-handover-v1\0',
  evidence: 'masthead-evidence-v1\0',
} as const

export const keySchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

export const signaturesSchema = v.pipe(
  v.array(v.strictObject({ key: keySchema, signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)) })),
  v.maxLength(16),
)

export function signedMessage(context: keyof typeof CONTEXTS, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const prefix = CONTEXTS[context]
  const message = new Uint8Array(prefix.length + bytes.length)
  for (let i = 0; i < prefix.length; i++) message[i] = prefix.charCodeAt(i)
  message.set(bytes, prefix.length)
  return message
}

/** How many of the named keys signed the bytes; each counts once. */
export async function countSigners(
  crypto: FeedCrypto,
  context: keyof typeof CONTEXTS,
  { bytes, signatures }: Signed,
  keys: readonly string[],
): Promise<number> {
  if (signatures.length > FEED_BOUNDS.signatures) return 0
  const parsed = v.safeParse(signaturesSchema, parseAscii(signatures))
  if (!parsed.success) return 0
  const message = signedMessage(context, bytes)
  const signers = new Set<string>()
  for (const { key, signature } of parsed.output)
    if (keys.includes(key) && (await crypto.verify(fromHex(key), fromHex(signature), message)))
      signers.add(key)
  return signers.size
}

/** JSON in ASCII as a value of unknown shape, or undefined where it is not that. */
export function parseAscii(bytes: Uint8Array): unknown {
  let text = ''
  for (const byte of bytes) {
    if (byte > 126) return undefined
    text += String.fromCharCode(byte)
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The value as JSON in ASCII. */
export function toAscii(value: unknown): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

export async function hashOf(crypto: Pick<FeedCrypto, 'sha256'>, bytes: Uint8Array): Promise<string> {
  return toHex(await crypto.sha256(bytes))
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16))

/** Parses what was verified; the error names the part that is wrong. */
export function parseVerified<T>(
  what: string,
  schema: v.GenericSchema<unknown, T>,
  bytes: Uint8Array,
): Result<T> {
  const parsed = v.safeParse(schema, parseAscii(bytes), { abortEarly: true })
  if (parsed.success) return { ok: true, value: parsed.output }
  const [issue] = parsed.issues
  return refuse(
    `The ${what} is refused: ${v.getDotPath(issue) ?? 'the whole'} is wrong (${issue.message}); fetch another.`,
  )
}
