import { approve } from '../../engine/signature/approve.ts'
import { knowledgeOf, type SiteKnowledge } from '../../engine/signature/knowledge.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { KnownSites } from '../messages.ts'
import { forgetHost } from './database/forget.ts'
import { openDatabase } from './database/open.ts'
import { fromRecord, lastSeenIn, toRecord } from './database/sites.ts'
import { Failed } from './failed.ts'
import { visitAt } from './last-visit.ts'
import { forgetPins } from './owner/pins.ts'

/** Sites that are listed at once. */
const LISTED = 100

/** What is known of a host; null for nothing. */
export async function siteKnowledge({ host }: { host: string }): Promise<SiteKnowledge | null> {
  const site = fromRecord(await (await openDatabase()).get('sites', host))
  return site === null ? null : knowledgeOf(site)
}

/**
 * The hosts of which something is known and whose names hold some letters, the latest first, no more than somebody reads.
 * Of thousands of sites no other is read from the disk.
 */
export async function knownSites({ query }: { query: string }): Promise<KnownSites> {
  const { store } = (await openDatabase()).transaction('sites')
  const hosts = await store.index('age').getAllKeys()
  const found = hosts.reverse().filter((host) => host.includes(query))
  const records = await Promise.all(found.slice(0, LISTED).map((host) => store.get(host)))
  const sites = records.flatMap((record) =>
    record === undefined ? [] : [{ host: record.host, lastSeen: lastSeenIn(record) }],
  )
  return { all: hosts.length, found: found.length, sites }
}

/** Everything learned of a host goes; its next visit is a first one. */
export async function forgetSite({ host }: { host: string }): Promise<null> {
  await forgetHost(await openDatabase(), host)
  forgetPins()
  return null
}

/** The reader says that a new design is the site's own. */
export async function approveChange({ host, template }: { host: string; template: number }): Promise<null> {
  return change(
    host,
    (site) => approve(site, template),
    `The design ${template} of ${host} is not known any more.`,
  )
}

/** The reader says that the page in a tab is the site's own. What was seen on it is trusted from now on. */
export async function learnThisPage(shown: { tab: number; url: string }): Promise<null> {
  const last = await visitAt(await openDatabase(), shown)
  if (last === null)
    throw new Failed('There is no page in this tab that was looked at.', 'failure_page_unseen')
  const { host, template } = last
  if (template === undefined)
    throw new Failed(
      `The page of ${host} cannot be learned: it was not fully read, or something speaks against it.`,
      'failure_page_unlearnable',
      [host],
    )
  return change(host, (site) => approve(site, template), `What was seen of ${host} is not known any more.`)
}

/** Changes what is known of a host in one transaction, or fails with a sentence. */
async function change(
  host: string,
  by: (site: SiteSignature) => SiteSignature | null,
  failure: string,
): Promise<null> {
  const transaction = (await openDatabase()).transaction('sites', 'readwrite')
  const site = fromRecord(await transaction.store.get(host))
  const changed = site === null ? null : by(site)
  if (changed !== null) await transaction.store.put(toRecord(changed))
  await transaction.done
  if (changed === null) throw new Failed(failure, 'failure_site_forgotten', [host])
  return null
}
