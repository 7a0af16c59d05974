import * as v from 'valibot'
import { type FeedCrypto, fromHex, keySchema, signedMessage, toAscii } from '../feed/signed.ts'

/** Keys that an owner has had, at the most. */
export const MOST_HANDOVERS = 8

/** A key's word that from now on another speaks in its place; all in hexadecimal digits. */
export interface Handover {
  from: string
  to: string
  signature: string
}

export const handoversSchema = v.pipe(
  v.array(
    v.strictObject({
      from: keySchema,
      to: keySchema,
      signature: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)),
    }),
  ),
  v.maxLength(MOST_HANDOVERS),
)

/** The bytes that the old key signs, in the context "handover". */
export const handoverBytes = (to: string): Uint8Array<ArrayBuffer> => toAscii({ to })

/**
 * The key that speaks in the place of a known one: the last that the handovers lead to, each signed by the one before.
 * One that is forged leads nowhere, and a circle comes to an end.
 */
export async function keyInForce(
  crypto: FeedCrypto,
  handovers: readonly Handover[],
  known: string,
): Promise<string> {
  let current = known
  const left = new Set(handovers)
  for (;;) {
    const next = await handoverFrom(crypto, left, current)
    if (next === null) return current
    left.delete(next)
    current = next.to
  }
}

/** The keys that spoke before one did: those whose handovers, each signed by the key before, lead to it. */
export async function keysBefore(
  crypto: FeedCrypto,
  handovers: readonly Handover[],
  key: string,
): Promise<string[]> {
  const before: string[] = []
  for (const from of new Set(handovers.map((one) => one.from)))
    if (from !== key && (await keyInForce(crypto, handovers, from)) === key) before.push(from)
  return before
}

async function handoverFrom(
  crypto: FeedCrypto,
  handovers: ReadonlySet<Handover>,
  key: string,
): Promise<Handover | null> {
  for (const one of handovers) {
    if (one.from !== key) continue
    const message = signedMessage('handover', handoverBytes(one.to))
    if (await crypto.verify(fromHex(key), fromHex(one.signature), message)) return one
  }
  return null
}
