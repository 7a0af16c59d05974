import browser from 'webextension-polyfill'
import { buildReport, NO_SKETCH } from '../../../engine/report/build.ts'
import { parseReport, type Report } from '../../../engine/report/report.ts'
import type { ReportView } from '../../messages.ts'
import { openDatabase } from '../database/open.ts'
import { lastVisit } from '../last-visit.ts'
import type { PageSender } from '../sender.ts'
import { letGo, sendWaiting } from './outbox.ts'

/** What would be sent of the page in a tab, for the reader to see and change first. Nothing is sent by this. */
export async function previewReport({ tab, kind }: { tab: number; kind: Report['kind'] }): Promise<Report> {
  const visit = await lastVisit(await openDatabase(), tab)
  if (visit === null) throw new Error('Nothing is known of this page; load it again and report it then.')
  const built = buildReport({
    id: crypto.randomUUID(),
    kind,
    url: visit.url,
    at: visit.at,
    verdict: visit.verdict,
    sketch: visit.sketch ?? NO_SKETCH,
    note: '',
    screenshot: '',
  })
  if (!built.ok) throw new Error(built.error)
  return built.value
}

/** Opens the page on which a report of the tab's page is written, beside it; the reader asked for it in the banner. */
export async function openReport(_request: { visit: string }, { tab }: PageSender): Promise<null> {
  await browser.tabs.create({ url: browser.runtime.getURL(`pages/report/index.html?tab=${tab}`) })
  return null
}

/** Lets a report go as the reader left it; it is sent now, or as soon as that can be done. */
export async function submitReport({ report }: { report: unknown }): Promise<null> {
  const parsed = parseReport(report)
  if (!parsed.ok) throw new Error(parsed.error)
  await letGo(parsed.value, Date.now())
  sendWaiting().catch((error: unknown) => console.warn(error))
  return null
}

/** What the reader reported and what became of it, the latest first. */
export async function ownReports(): Promise<ReportView[]> {
  const records = await (await openDatabase()).getAllFromIndex('reports', 'age')
  return records.reverse().map(({ id, at, report, receipt, outcome, others, refused }) => ({
    id,
    at,
    url: report.url,
    kind: report.kind,
    isSent: receipt !== '',
    outcome,
    others,
    refused,
  }))
}
