import { isOfOtherVersion } from '../../../engine/signature/codec/envelope.ts'
import { decodeHead, decodeSite, encodeSite } from '../../../engine/signature/codec/local.ts'
import { SIGNATURE_VERSION, type SiteSignature } from '../../../engine/signature/signature.ts'
import type { Database } from './open.ts'
import type { SiteRecord } from './schema.ts'

export const toRecord = (site: SiteSignature): SiteRecord => ({
  host: site.host,
  lastSeen: site.lastSeen,
  bytes: encodeSite(site),
})

/** What a record says of its site. One that is damaged, or of a version that is not read, is not guessed at: the site is learned anew. */
export function fromRecord(record: SiteRecord | undefined): SiteSignature | null {
  if (record === undefined) return null
  const site = decodeSite(record.bytes)
  return site.ok && site.value.host === record.host ? site.value : null
}

/** The record in the present version; null where it is damaged. */
export function presentRecord(record: SiteRecord): SiteRecord | null {
  const site = fromRecord(record)
  if (site === null) return null
  return isOfOtherVersion('local', [SIGNATURE_VERSION], record.bytes) ? toRecord(site) : record
}

/** When a record's site was last learned from; null where it can be seen at once that the record is damaged. */
export function lastSeenIn(record: SiteRecord): number | null {
  const head = decodeHead(record.bytes)
  return head.ok && head.value.host === record.host ? head.value.lastSeen : null
}

/** The records of at most so many sites, by their hosts, from the one after some host on: all at once fill the memory. */
export const sitesAfter = (database: Database, host: string | null, most: number): Promise<SiteRecord[]> =>
  database.getAll('sites', host === null ? null : IDBKeyRange.lowerBound(host, true), most)
