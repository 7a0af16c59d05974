import { decodeHead, decodeSite, encodeSite } from '../../../engine/signature/codec/local.ts'
import type { SiteSignature } from '../../../engine/signature/signature.ts'
import type { SiteRecord } from './schema.ts'

export const toRecord = (site: SiteSignature): SiteRecord => ({
  host: site.host,
  lastSeen: site.lastSeen,
  bytes: encodeSite(site),
})

/** What is known after a visit, with what was known before it: a later look at the page may say that it was none to learn from. */
export const taughtBy = (
  visit: string,
  learned: SiteSignature,
  record: SiteRecord | undefined,
): SiteRecord => ({
  ...toRecord(learned),
  taught: { visit, before: fromRecord(record) === null ? null : (record?.bytes ?? null) },
})

/**
 * What was known before a visit: a record, null for nothing. Undefined where that is no longer to be had, since somebody
 * else taught something after it, or where the visit was not learned from.
 */
export function beforeVisit(visit: string, record: SiteRecord | undefined): SiteRecord | null | undefined {
  if (record?.taught === undefined || record.taught.visit !== visit) return undefined
  const { before } = record.taught
  if (before === null) return null
  const earlier = { host: record.host, lastSeen: record.lastSeen, bytes: before }
  const lastSeen = lastSeenIn(earlier)
  return lastSeen === null ? null : { ...earlier, lastSeen }
}

/** What a record says of its site. One that is damaged, or of another version, is not guessed at: the site is learned anew. */
export function fromRecord(record: SiteRecord | undefined): SiteSignature | null {
  if (record === undefined) return null
  const site = decodeSite(record.bytes)
  return site.ok && site.value.host === record.host ? site.value : null
}

/** When a record's site was last learned from; null where it can be seen at once that the record is damaged. */
export function lastSeenIn(record: SiteRecord): number | null {
  const head = decodeHead(record.bytes)
  return head.ok && head.value.host === record.host ? head.value.lastSeen : null
}
