import { fileOf, parseFile } from '../../engine/signature/transfer/file.ts'
import type { ImportResult, SavedSites } from '../messages.ts'
import { openDatabase } from './database/open.ts'
import type { SiteRecord } from './database/schema.ts'
import { presentRecord, sitesAfter } from './database/sites.ts'
import { fileFailure } from './file-failure.ts'
import { takeSites } from './take-sites.ts'

/**
 * Sites that are saved in one file: all of the largest make 50 MB in it. Browsers carry no text of more than 64 MB from one
 * part of an extension to another.
 */
export const PART = 1_500

/** What is known of some hosts, or of all of them as many as one file holds, those after the host `after`. */
export async function exportSites({
  hosts,
  after,
}: {
  hosts: string[] | null
  after: string | null
}): Promise<SavedSites> {
  const database = await openDatabase()
  if (hosts === null) {
    const records = await sitesAfter(database, after, PART + 1)
    const part = records.slice(0, PART)
    return { file: fileWith(part), next: records.length > PART ? (part.at(-1)?.host ?? null) : null }
  }
  const records = await Promise.all(hosts.map((host) => database.get('sites', host)))
  return { file: fileWith(records.filter((record) => record !== undefined)), next: null }
}

/** Without what is damaged: a file is taken as a whole or not at all. */
const fileWith = (records: readonly SiteRecord[]): string =>
  fileOf(records.map(presentRecord).filter((record) => record !== null))

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
