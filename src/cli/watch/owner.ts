import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import {
  isUnder,
  type OwnerStatement,
  STATEMENT_BOUND,
  STATEMENT_PATH,
  verifyStatement,
  whyNotAfter,
} from '../../engine/owner/statement.ts'
import { fetchBytes } from '../fetch/fetch-bytes.ts'
import type { FetchLimits } from '../fetch/limits.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)

/** What the owner of a host says of it. */
export interface OwnerWord {
  /** The latest that was ever believed. */
  statement: OwnerStatement | null
  /** The file of it, where it is to be kept from now on. */
  fresh: Uint8Array | null
  /** Why what the site serves now is not believed; null where it is. */
  why: string | null
}

/** Fetches the statement of a host and holds it against the one that was kept; an older or a forged one changes nothing. */
export async function ownerWord(
  address: string,
  key: string,
  kept: Uint8Array | null,
  limits: FetchLimits,
): Promise<OwnerWord> {
  const before = kept === null ? null : await verifyStatement(crypto, kept, [key])
  const known = before?.ok === true ? before.value.statement : null
  const keep = (why: string): OwnerWord => ({ statement: known, fresh: null, why })
  const url = new URL(STATEMENT_PATH, address)
  const request = { accept: 'application/json' }
  const answer = await fetchBytes(url.href, request, { ...limits, bytes: STATEMENT_BOUND, redirects: 0 })
  if ('error' in answer) return keep(answer.error)
  if (answer.status !== 200) return keep(`${url.href} answers ${answer.status}.`)
  // A key that has handed over is not gone back to: whoever got hold of it could lead elsewhere.
  const verified = await verifyStatement(crypto, answer.bytes, [before?.ok === true ? before.value.key : key])
  if (!verified.ok) return keep(verified.error)
  const { statement } = verified.value
  if (!isUnder(url.hostname, statement.domain)) return keep(`The statement is of ${statement.domain}.`)
  const old = known === null ? null : whyNotAfter(known, statement)
  if (old !== null) return keep(old)
  // What does not lead here from the key in the file of properties could not be read again.
  const isNew =
    statement.sequence !== known?.sequence && (await verifyStatement(crypto, answer.bytes, [key])).ok
  const why = statement.expires <= Date.now() ? 'The statement has expired; sign it anew.' : null
  return { statement, fresh: isNew ? answer.bytes : null, why }
}
