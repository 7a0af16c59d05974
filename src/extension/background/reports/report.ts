import browser from 'webextension-polyfill'
import { buildReport, NO_SKETCH } from '../../../engine/report/build.ts'
import { parseReport, type Report } from '../../../engine/report/report.ts'
import type { ReportSubject, ReportView } from '../../messages.ts'
import { type Database, openDatabase } from '../database/open.ts'
import type { VisitRecord } from '../database/schema.ts'
import { Failed } from '../failed.ts'
import { lastVisit, visitAt } from '../last-visit.ts'
import type { PageSender } from '../sender.ts'
import { letGo, sendWaiting } from './outbox.ts'

/** What would be sent of a page, for the reader to see and change first. Nothing is sent by this. */
export async function previewReport({
  subject,
  kind,
}: {
  subject: ReportSubject
  kind: Report['kind']
}): Promise<Report> {
  const database = await openDatabase()
  const seen =
    'tab' in subject ? await visitIn(database, subject.tab) : await seenOf(database, subject.incident)
  if (seen === null) throw new Failed('Nothing is known of this page.', 'failure_page_unseen')
  const built = buildReport({
    id: crypto.randomUUID(),
    kind,
    url: seen.url,
    // A clock that was ahead when the page was seen may have been set since.
    at: Math.min(seen.at, Date.now()),
    verdict: seen.verdict,
    sketch: seen.sketch ?? NO_SKETCH,
    note: '',
    screenshot: '',
  })
  if (!built.ok) throw new Failed(built.error, 'failure_report_address')
  return built.value
}

type Seen = Pick<VisitRecord, 'url' | 'at' | 'verdict' | 'sketch'>

/** The last visit in a tab, unless another page is there by now: numbers of tabs begin anew with the browser. */
async function visitIn(database: Database, tab: number): Promise<Seen | null> {
  const { url = '' } = await browser.tabs.get(tab).catch(() => ({ url: '' }))
  return /^https?:/.test(url) ? visitAt(database, { tab, url }) : lastVisit(database, tab)
}

/** The visit on which an incident was last seen, or what the incident itself tells where that is no longer kept. */
async function seenOf(database: Database, id: string): Promise<Seen | null> {
  const incident = await database.get('incidents', id)
  if (incident === undefined)
    throw new Failed('This incident is no longer known.', 'failure_incident_unknown')
  const { host, url, lastSeen, verdict } = incident
  const visits = await database.getAllFromIndex('visits', 'host', IDBKeyRange.bound([host], [host, []]))
  const visit = visits.findLast((one) => one.incident === id)
  return visit ?? { url, at: lastSeen, verdict }
}

/** Opens the page on which a report of the tab's page is written, beside it; the reader asked for it in the banner. */
export async function openReport(_request: { visit: string }, { tab }: PageSender): Promise<null> {
  await browser.tabs.create({ url: browser.runtime.getURL(`pages/report/index.html?tab=${tab}`) })
  return null
}

/** Lets a report go as the reader left it; it is sent now, or as soon as that can be done. */
export async function submitReport({ report }: { report: unknown }): Promise<null> {
  const parsed = parseReport(report)
  if (!parsed.ok) throw new Failed(parsed.error, 'failure_report_unfit')
  await letGo(parsed.value, Date.now())
  sendWaiting().catch((error: unknown) => console.warn(error))
  return null
}

/** What the reader reported and what became of it, the latest first. */
export async function ownReports(): Promise<ReportView[]> {
  const records = await (await openDatabase()).getAllFromIndex('reports', 'age')
  return records.reverse().map(({ id, at, report, receipt, outcome, others, refused, refusal }) => ({
    id,
    at,
    url: report.url,
    kind: report.kind,
    isSent: receipt !== '',
    outcome,
    others,
    refusal: refused === '' ? null : (refusal ?? 'unknown'),
  }))
}
