import browser from 'webextension-polyfill'
import type { IncidentView } from '../messages.ts'
import { showVerdict } from './badge.ts'
import { type Database, openDatabase } from './database/open.ts'
import type { IncidentRecord } from './database/schema.ts'
import { decide } from './decisions.ts'
import { Failed } from './failed.ts'
import { knownSite } from './known-site.ts'
import type { OwnSender } from './sender.ts'
import { noteShown, takenFor } from './warned-pages.ts'
import { standingOf } from './watching.ts'

/** What the warning page shows of its incident. The tab's icon went back to calm with the navigation: it is set again. */
export async function incidentView({ id }: { id: string }, { tab }: OwnSender): Promise<IncidentView | null> {
  const database = await openDatabase()
  const incident = await database.get('incidents', id)
  if (incident === undefined) return null
  // The badge clears by itself once the site is back.
  if (tab !== null) await showVerdict(tab, incident.restoredAt === 0 ? 'defaced' : 'unfamiliar')
  return { ...(await viewOf(database, incident)), address: await addressOf(incident) }
}

/** Where the reader was when the page was taken off them; without a query where that is no longer known. */
const addressOf = async ({ id, url }: IncidentRecord): Promise<string> =>
  (await takenFor(id).catch(() => null)) ?? url

/** An incident with all that is known around it. */
export async function viewOf(database: Database, incident: IncidentRecord): Promise<IncidentView> {
  const { id, host, url, firstSeen, lastSeen, restoredAt, verdict, found } = incident
  const [{ name }, usual, known, capture] = await Promise.all([
    standingOf(host),
    database.get('portraits', url),
    knownSite(database, host),
    database.getKey('captures', id),
  ])
  return {
    id,
    host,
    name,
    url,
    address: url,
    firstSeen,
    lastSeen,
    restoredAt: restoredAt === 0 ? null : restoredAt,
    isForgotten: incident.isForgotten === true,
    verdict,
    found: found ?? null,
    usual: usual ?? null,
    known,
    hasEvidence: capture !== undefined,
  }
}

/** Opens an empty tab in the page's place and closes the page's, with its history: no step back leads into it. */
export async function leave(_request: null, { tab }: OwnSender): Promise<null> {
  if (tab === null) return null
  const { index, windowId } = await browser.tabs.get(tab)
  // Firefox for Android has no windows, and refuses to be told of a place in one.
  const beside = { index, ...(windowId === undefined ? {} : { windowId }) }
  await browser.tabs.create(beside).catch(() => browser.tabs.create({}))
  await browser.tabs.remove(tab)
  return null
}

/** Goes to the page again. Should it still be altered, the same warning comes back. */
export async function checkAgain({ id }: { id: string }, { tab }: OwnSender): Promise<null> {
  const incident = await known(id)
  if (tab !== null) await browser.tabs.update(tab, { url: await addressOf(incident) })
  return null
}

/**
 * Writes the reader's decision down first, then goes back to the page, which now stays. Where the disk takes nothing more
 * it stays as long as the browser runs: a reader who cannot get past a warning gets rid of all of them.
 */
export async function showAnyway(
  { id, isMistake }: { id: string; isMistake: boolean },
  { tab }: OwnSender,
): Promise<null> {
  const incident = await known(id)
  const { host, verdict } = incident
  const decision = isMistake ? 'mistake' : 'shown'
  const kept = await Promise.allSettled([
    noteShown(id),
    openDatabase().then((database) =>
      decide(database, { host, fingerprint: verdict.fingerprint, decision, at: Date.now() }),
    ),
  ])
  for (const one of kept) if (one.status === 'rejected') console.error(one.reason)
  if (kept.every(({ status }) => status === 'rejected'))
    throw new Failed('Nothing could be written down of the decision.', 'failure_storage')
  if (tab !== null) await browser.tabs.update(tab, { url: await addressOf(incident) })
  return null
}

async function known(id: string): Promise<IncidentRecord> {
  const incident = await (await openDatabase()).get('incidents', id)
  if (incident === undefined)
    throw new Failed('This incident is no longer known.', 'failure_incident_unknown')
  return incident
}
