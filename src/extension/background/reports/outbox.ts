import type { Report } from '../../../engine/report/report.ts'
import { openDatabase } from '../database/open.ts'
import type { ReportRecord } from '../database/schema.ts'
import { KEPT, trim } from '../database/trim.ts'
import { fetchOutcome, fetchToken, RefusedError, sendReport } from './collector.ts'

/** What the outbox asks of the network. */
export interface Post {
  fetchToken: typeof fetchToken
  sendReport: typeof sendReport
  fetchOutcome: typeof fetchOutcome
}
const network: Post = { fetchToken, sendReport, fetchOutcome }

/** Outcomes that will not change any more. */
const FINAL = new Set<ReportRecord['outcome']>(['not-confirmed', 'restored'])

/** Keeps a report before anything is sent: from here on it survives being offline, closed and updated. */
export async function letGo(report: Report, now: number): Promise<void> {
  const transaction = (await openDatabase()).transaction('reports', 'readwrite')
  await transaction.store.put({
    id: report.id,
    at: now,
    report,
    token: null,
    receipt: '',
    outcome: 'waiting',
    others: 0,
    refused: '',
  })
  await trim(transaction.store.index('age'), KEPT.reports)
  await transaction.done
}

let emptying: Promise<void> | null = null

/**
 * Sends what waits and asks what became of the rest. What fails waits for the next time; rejects with the first
 * failure once everything was tried.
 */
export function emptyOutbox(post: Post = network): Promise<void> {
  emptying ??= empty(post).finally(() => {
    emptying = null
  })
  return emptying
}

async function empty(post: Post): Promise<void> {
  const failures: unknown[] = []
  for (const record of await (await openDatabase()).getAllFromIndex('reports', 'age')) {
    if (record.refused !== '' || FINAL.has(record.outcome)) continue
    try {
      await (record.receipt === '' ? send(record, post) : askAfter(record, post))
    } catch (error) {
      if (error instanceof RefusedError && record.receipt === '')
        await keep({ ...record, refused: error.message })
      else failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

async function send(record: ReportRecord, post: Post): Promise<void> {
  const token = record.token ?? (await post.fetchToken())
  // Kept before it is used: after a crash the report goes out with the same token, and is the same report.
  if (record.token === null) await keep({ ...record, token })
  const receipt = await post.sendReport(record.report, token)
  await keep({ ...record, token, receipt })
}

async function askAfter(record: ReportRecord, post: Post): Promise<void> {
  const { outcome, others } = await post.fetchOutcome(record.id, record.receipt)
  await keep({ ...record, outcome, others })
}

async function keep(record: ReportRecord): Promise<void> {
  await (await openDatabase()).put('reports', record)
}
