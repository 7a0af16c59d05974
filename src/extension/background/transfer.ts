import { parseFile, toFile } from '../../engine/signature/transfer/file.ts'
import { type Imported, merge } from '../../engine/signature/transfer/merge.ts'
import type { ImportResult } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import { fromRecord, toRecord } from './database/sites.ts'
import { KEPT, trim } from './database/trim.ts'
import { fileFailure } from './file-failure.ts'

/** The text of a file with what is known of some hosts, or of all. */
export async function exportSites({ hosts }: { hosts: string[] | null }): Promise<string> {
  const records = await (await openDatabase()).getAll('sites')
  const sites = records.map(fromRecord).filter((site) => site !== null)
  return toFile(hosts === null ? sites : sites.filter(({ host }) => hosts.includes(host)))
}

/** Takes in a file that `exportSites` wrote: all of it in one transaction, or nothing and one sentence why. */
export async function importSites({
  file,
  replace,
}: {
  file: string
  replace: boolean
}): Promise<ImportResult> {
  const parsed = parseFile(file)
  if (!parsed.ok) throw fileFailure(parsed.error, parsed.fault)
  const result: Record<Imported, string[]> = { added: [], replaced: [], kept: [] }
  const transaction = (await openDatabase()).transaction('sites', 'readwrite')
  for (const imported of parsed.value) {
    const here = fromRecord(await transaction.store.get(imported.host))
    const merged = merge(here, imported, replace)
    result[merged.result].push(imported.host)
    if (merged.result !== 'kept') await transaction.store.put(toRecord(merged.site))
  }
  await trim(transaction.store.index('age'), KEPT.sites)
  await transaction.done
  return result
}
