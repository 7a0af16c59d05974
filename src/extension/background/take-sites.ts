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
  getAllKeys(): Promise<string[]>
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
  const here = new Set(await store.getAllKeys())
  let room = KEPT.sites - here.size
  for (const imported of sites.toSorted((a, b) => b.lastSeen - a.lastSeen)) {
    const { host } = imported
    const record = here.has(host) ? await store.get(host) : undefined
    const merged = merge(fromRecord(record), imported, replace)
    if (merged.result !== 'kept' && !here.has(host) && room-- <= 0) {
      result.noRoom.push(host)
      continue
    }
    result[merged.result].push(host)
    here.add(host)
    if (merged.result !== 'kept') await store.put(toRecord(merged.site))
  }
  return result
}
