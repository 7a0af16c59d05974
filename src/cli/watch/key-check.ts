import { isIP } from 'node:net'
import { ownerRecord } from '../../engine/owner/record.ts'
import { type KeyRecords, recordText } from '../owner/key-record.ts'
import { plain } from '../texts.ts'
import type { KeyCheck } from './records.ts'

/** How long an answer is good; who gave none, or named another key, is asked again after an hour. */
const GOOD_FOR = 3 * 86_400_000
const DOUBTED_FOR = 3_600_000

/** The keys that the name service says are a domain's, or why it could not be asked. */
export type KeysOf = (domain: string) => Promise<KeyRecords | { error: string }>

/** What is to be kept of a question to the name service; null where it was not asked. */
export interface CheckedKey {
  keyCheck: KeyCheck | null
  /** Why the key is in doubt; null where it is not. */
  keyWhy: string | null
}

/**
 * Holds the key that signs for a domain against the name service, which nobody changes who only took over the site. What
 * was answered for the same key lately holds; no answer leaves the last one in force.
 */
export async function checkKey(
  domain: string,
  key: string,
  { kept, keysOf, now }: { kept: KeyCheck | null; keysOf: KeysOf; now: number },
): Promise<CheckedKey> {
  // An address has no records of its own.
  if (isIP(domain) !== 0) return { keyCheck: null, keyWhy: null }
  const before = kept?.key === key && kept.domain === domain ? kept : null
  if (before !== null && isCurrent(before, now)) return { keyCheck: null, keyWhy: whyNot(before) }
  const answer = await keysOf(domain)
  const isAnswered = !('error' in answer)
  const named = isAnswered ? answer.keys : (before?.named ?? [])
  const keyCheck: KeyCheck = { at: now, key, domain, named, isAnswered }
  return { keyCheck, keyWhy: whyNot(keyCheck) }
}

/** A clock that was set back makes nothing good for longer. */
function isCurrent(check: KeyCheck, now: number): boolean {
  const time = check.isAnswered && whyNot(check) === null ? GOOD_FOR : DOUBTED_FOR
  return check.at <= now && now - check.at < time
}

function whyNot({ key, domain, named }: KeyCheck): string | null {
  if (named.length === 0 || named.includes(key)) return null
  return (
    `The text record ${plain(ownerRecord(domain))} names another key, ${named.join(', ')}, than the one that signs the ` +
    `statement, ${key}; the key that was known stays in force until the owner publishes "${recordText(key)}" or signs with the other.`
  )
}
