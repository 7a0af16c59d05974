import { type Result, refuse } from '../feed/result.ts'
import type { FeedCrypto } from '../feed/signed.ts'
import type { Authority } from '../signature/comparison.ts'
import { isUnder, type OwnerStatement, signerOf, verifyStatement, whyNotAfter } from './statement.ts'

const DAY = 86_400_000
/** Days on which a key has to have been met, over as many days, before it speaks: an attacker's file is gone by then. */
const PROBATION = 2

/** The key of a site's owner as it was first met, and the latest statement under it. Times are in milliseconds. */
export interface Pin {
  host: string
  /** In hexadecimal digits; another one only where the owner's key handed over to it. */
  key: string
  file: Uint8Array<ArrayBuffer>
  pinnedAt: number
  lastSeen: number
  /** Days on which the site served a statement under the key. */
  days: number
}

/**
 * What is pinned once a site has served a file: on first use the key that signed it; later only what that key, or one
 * that it handed over to, has signed. A pin ends with its statement, so that an owner who lost a key can begin anew. One
 * sentence where the file changes nothing, for it is not to be believed.
 */
export async function pinAfter(
  crypto: FeedCrypto,
  { host, file, now }: { host: string; file: Uint8Array; now: number },
  known: Pin | null,
): Promise<Result<Pin>> {
  const before = known === null ? null : await statementOf(crypto, known)
  const pin = before === null || now >= before.expires ? null : known
  const key = pin?.key ?? signerOf(file)
  if (key === null) return refuse('What the site serves is no statement of an owner.')
  const verified = await verifyStatement(crypto, file, [key])
  if (!verified.ok) return verified
  const { statement } = verified.value
  if (!isUnder(host, statement.domain)) return refuse(`The statement is of ${statement.domain}.`)
  if (now >= statement.expires) return refuse('The statement has expired.')
  const old = pin === null || before === null ? null : whyNotAfter(before, statement)
  if (old !== null) return refuse(old)
  const isNewDay = pin === null || dayOf(now) !== dayOf(pin.lastSeen)
  return {
    ok: true,
    value: {
      host,
      key: verified.value.key,
      file: Uint8Array.from(file),
      pinnedAt: pin?.pinnedAt ?? now,
      lastSeen: now,
      days: (pin?.days ?? 0) + (isNewDay ? 1 : 0),
    },
  }
}

/** What is pinned, verified anew; null where it was damaged. */
export async function statementOf(crypto: FeedCrypto, { file, key }: Pin): Promise<OwnerStatement | null> {
  const verified = await verifyStatement(crypto, file, [key])
  return verified.ok ? verified.value.statement : null
}

/** Whether the key was met for long enough. */
export const isProven = ({ pinnedAt, days }: Pin, now: number): boolean =>
  days >= PROBATION && now - pinnedAt >= PROBATION * DAY

/** Whether the feed publishes, as its owner's, a signature that the statement holds: then nobody has to wait. */
export const isConfirmed = ({ signatures }: OwnerStatement, published: Authority | null): boolean =>
  published?.source === 'owner' &&
  signatures.some(
    ({ host, issued, templates }) =>
      host === published.signature.host &&
      issued === published.signature.issued &&
      templates.length === published.signature.templates.length,
  )

const dayOf = (at: number): number => Math.floor(at / DAY)
