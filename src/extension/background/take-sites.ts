import type { SitesFile } from '../../engine/signature/transfer/file.ts'
import { merge } from '../../engine/signature/transfer/merge.ts'
import type { ImportResult } from '../messages.ts'
import type { SiteRecord } from './database/schema.ts'
import { fromRecord, toRecord } from './database/sites.ts'
import { KEPT } from './database/trim.ts'

/** The store of sites, in a transaction that may write. */
interface Sites {
  get(host: string): Promise<SiteRecord | undefined>
  put(record: SiteRecord): Promise<unknown>
  count(): Promise<number>
}

/**
 * Takes in the sites of a file. They never push out what is here: where there is no room for all of them, those seen
 * last are taken.
 */
export async function takeSites(
  store: Sites,
  { value: sites, otherVersion }: Pick<SitesFile, 'value' | 'otherVersion'>,
  replace: boolean,
): Promise<ImportResult> {
  const result: ImportResult = { added: [], replaced: [], kept: [], noRoom: [], otherVersion }
  let room = KEPT.sites - (await store.count())
  for (const imported of sites.toSorted((a, b) => b.lastSeen - a.lastSeen)) {
    const record = await store.get(imported.host)
    const merged = merge(fromRecord(record), imported, replace)
    if (merged.result !== 'kept' && record === undefined && room-- <= 0) {
      result.noRoom.push(imported.host)
      continue
    }
    result[merged.result].push(imported.host)
    if (merged.result !== 'kept') await store.put(toRecord(merged.site))
  }
  return result
}
