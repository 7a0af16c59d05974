import { type CONTEXTS, signedMessage, toHex } from '../../../engine/feed/signed.ts'
import { openDatabase } from '../database/open.ts'
import type { KeyRecord } from '../database/schema.ts'
import { Failed } from '../failed.ts'

/** The key that evidence is signed with, made when it is needed for the first time. It never leaves this browser. */
export async function evidenceKey(): Promise<KeyRecord> {
  const database = await openDatabase()
  const known = await database.get('keys', 'evidence')
  if (known !== undefined) return known
  const made = await makeKey()
  const transaction = database.transaction('keys', 'readwrite')
  // Two that asked at once get the same.
  const other = await transaction.store.get('evidence')
  if (other === undefined) await transaction.store.put(made)
  await transaction.done
  return other ?? made
}

async function makeKey(): Promise<KeyRecord> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Failed('This browser makes no Ed25519 keys.', 'failure_no_key')
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey)
  return { name: 'evidence', privateKey: pair.privateKey, publicKey: toHex(new Uint8Array(raw)) }
}

/** A signature as it stands in the file beside what was signed. */
export async function signedBy(
  { privateKey, publicKey }: KeyRecord,
  context: keyof typeof CONTEXTS,
  bytes: Uint8Array,
): Promise<{ key: string; signature: string }> {
  const signature = await crypto.subtle.sign('Ed25519', privateKey, signedMessage(context, bytes))
  return { key: publicKey, signature: toHex(new Uint8Array(signature)) }
}
