import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import {
  isUnder,
  type OwnerStatement,
  STATEMENT_BOUND,
  STATEMENT_PATH,
  type Verified,
  verifyStatement,
  whyNotAfter,
} from '../../engine/owner/statement.ts'
import { fetchBytes } from '../fetch/fetch-bytes.ts'
import type { FetchLimits } from '../fetch/limits.ts'
import { type CheckedKey, checkKey, type KeysOf } from './key-check.ts'
import type { Store } from './store.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)

/** What the owner of a host says of it. */
export interface OwnerWord extends CheckedKey {
  /** The latest that was ever believed. */
  statement: OwnerStatement | null
  /** The file of it, where it is to be kept from now on. */
  fresh: Uint8Array | null
  /** Why what the site serves now is not believed; null where it is. */
  why: string | null
}

export interface OwnerTools {
  store: Pick<Store, 'statement' | 'keyCheck'>
  limits: FetchLimits
  keysOf: KeysOf
}

/**
 * Fetches the statement of a host and holds it against the one that was kept; an older or a forged one changes nothing, nor
 * does one by a new key where the name service names another.
 */
export async function ownerWord(
  address: string,
  key: string,
  { store, limits, keysOf }: OwnerTools,
): Promise<OwnerWord> {
  const { hostname } = new URL(address)
  const kept = await store.statement(hostname)
  const before = kept === null ? null : await verifyStatement(crypto, kept, [key])
  const known = before?.ok === true ? before.value : null
  const word = await servedWord(address, key, known, limits)
  if (word.statement === null) return { ...word, keyCheck: null, keyWhy: null }
  const checked = await checkKey(word.statement.domain, word.key, {
    kept: await store.keyCheck(hostname),
    keysOf,
    now: Date.now(),
  })
  const isHandover = word.key !== (known?.key ?? key)
  return isHandover && checked.keyWhy !== null
    ? { statement: known?.statement ?? null, fresh: null, why: null, ...checked }
    : { ...word, ...checked }
}

/** What is to be believed by the keys alone, and the key that signed it. */
type SignedWord = Pick<OwnerWord, 'statement' | 'fresh' | 'why'> & { key: string }

async function servedWord(
  address: string,
  key: string,
  known: Verified | null,
  limits: FetchLimits,
): Promise<SignedWord> {
  const pinned = known?.key ?? key
  const keep = (why: string): SignedWord => ({
    statement: known?.statement ?? null,
    fresh: null,
    why,
    key: pinned,
  })
  const url = new URL(STATEMENT_PATH, address)
  const request = { accept: 'application/json' }
  const answer = await fetchBytes(url.href, request, { ...limits, bytes: STATEMENT_BOUND, redirects: 0 })
  if ('error' in answer) return keep(answer.error)
  if (answer.status !== 200) return keep(`${url.href} answers ${answer.status}.`)
  // A key that has handed over is not gone back to: whoever got hold of it could lead elsewhere.
  const verified = await verifyStatement(crypto, answer.bytes, [pinned])
  if (!verified.ok) return keep(verified.error)
  const { statement } = verified.value
  if (!isUnder(url.hostname, statement.domain)) return keep(`The statement is of ${statement.domain}.`)
  const old = known === null ? null : whyNotAfter(known.statement, statement)
  if (old !== null) return keep(old)
  // What does not lead here from the key in the file of properties could not be read again.
  const isNew =
    statement.sequence !== known?.statement.sequence &&
    (await verifyStatement(crypto, answer.bytes, [key])).ok
  const why = statement.expires <= Date.now() ? 'The statement has expired; sign it anew.' : null
  return { statement, fresh: isNew ? answer.bytes : null, why, key: verified.value.key }
}
