import { parseFile, toFile } from '../../engine/signature/transfer/file.ts'
import type { ImportResult } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import { fromRecord } from './database/sites.ts'
import { fileFailure } from './file-failure.ts'
import { takeSites } from './take-sites.ts'

/** The text of a file with what is known of some hosts, or of all. */
export async function exportSites({ hosts }: { hosts: string[] | null }): Promise<string> {
  const records = await (await openDatabase()).getAll('sites')
  const sites = records.map(fromRecord).filter((site) => site !== null)
  return toFile(hosts === null ? sites : sites.filter(({ host }) => hosts.includes(host)))
}

/** Takes in a file that `exportSites` wrote: all that can be used, in one transaction, or nothing and one sentence why. */
export async function importSites({
  file,
  replace,
}: {
  file: string
  replace: boolean
}): Promise<ImportResult> {
  const parsed = parseFile(file)
  if (!parsed.ok) throw fileFailure(parsed.error, parsed.fault)
  const transaction = (await openDatabase()).transaction('sites', 'readwrite')
  const result = await takeSites(transaction.store, parsed, replace)
  await transaction.done
  return result
}
