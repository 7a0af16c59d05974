import browser from 'webextension-polyfill'
import type { IncidentView } from '../messages.ts'
import { showVerdict } from './badge.ts'
import { openDatabase } from './database/open.ts'
import type { IncidentRecord } from './database/schema.ts'
import { decide } from './decisions.ts'
import type { OwnSender } from './sender.ts'
import { standingOf } from './watching.ts'

/** What the warning page shows of its incident. The tab's icon went back to calm with the navigation: it is set again. */
export async function incidentView({ id }: { id: string }, { tab }: OwnSender): Promise<IncidentView | null> {
  const incident = await (await openDatabase()).get('incidents', id)
  if (incident === undefined) return null
  const { name } = await standingOf(incident.host)
  if (tab !== null) await showVerdict(tab, 'defaced')
  const { host, url, firstSeen, lastSeen, restoredAt, verdict } = incident
  return {
    id,
    host,
    name,
    url,
    firstSeen,
    lastSeen,
    restoredAt: restoredAt === 0 ? null : restoredAt,
    verdict,
  }
}

/** Opens an empty tab in the page's place and closes the page's, with its history: no step back leads into it. */
export async function leave(_request: { id: string }, { tab }: OwnSender): Promise<null> {
  if (tab === null) return null
  const { index, windowId } = await browser.tabs.get(tab)
  await browser.tabs.create({ index, ...(windowId === undefined ? {} : { windowId }) })
  await browser.tabs.remove(tab)
  return null
}

/** Writes the reader's decision down first, then goes back to the page, which now stays. */
export async function showAnyway(
  { id, isMistake }: { id: string; isMistake: boolean },
  { tab }: OwnSender,
): Promise<null> {
  const incident = await known(id)
  await decide(await openDatabase(), {
    host: incident.host,
    fingerprint: incident.verdict.fingerprint,
    decision: isMistake ? 'mistake' : 'shown',
    at: Date.now(),
  })
  if (tab !== null) await browser.tabs.update(tab, { url: incident.url })
  return null
}

async function known(id: string): Promise<IncidentRecord> {
  const incident = await (await openDatabase()).get('incidents', id)
  if (incident === undefined)
    throw new Error('This incident is no longer known; open the page again to have it checked.')
  return incident
}
