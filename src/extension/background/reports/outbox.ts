import type { Report } from '../../../engine/report/report.ts'
import { openDatabase } from '../database/open.ts'
import type { ReportRecord } from '../database/schema.ts'
import { KEPT, trim } from '../database/trim.ts'
import { RefusedError, TokenRefusedError } from './ask-collector.ts'
import { blindExchange, exchangeReport, fetchOutcome, fetchTokens, sendReport } from './collector.ts'
import { earn, fillWallet, giveToken, standingOf } from './wallet.ts'

/** What the outbox asks of the network. */
export interface Post {
  fetchTokens: typeof fetchTokens
  sendReport: typeof sendReport
  fetchOutcome: typeof fetchOutcome
  blindExchange: typeof blindExchange
  exchangeReport: typeof exchangeReport
}
const network: Post = { fetchTokens, sendReport, fetchOutcome, blindExchange, exchangeReport }

/** Outcomes that will not change any more. */
const FINAL = new Set<ReportRecord['outcome']>(['not-confirmed', 'restored'])
/** Outcomes of reports that were right: each is worth a token of the next class, up to the last. */
const RIGHT = new Set<ReportRecord['outcome']>(['confirmed', 'restored'])
const LAST_CLASS = 2

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
export function emptyOutbox(post: Post = network, now = Date.now()): Promise<void> {
  emptying ??= empty(post, now).finally(() => {
    emptying = null
  })
  return emptying
}

/** The same at the usual time, which nothing can be told from: only then are tokens fetched beforehand. */
export async function tendOutbox(post: Post = network, now = Date.now()): Promise<void> {
  await emptyOutbox(post, now).catch((error: unknown) => console.warn(error))
  await fillWallet(post.fetchTokens, now)
}

async function empty(post: Post, now: number): Promise<void> {
  const failures: unknown[] = []
  for (const record of await (await openDatabase()).getAllFromIndex('reports', 'age')) {
    try {
      await advance(record, post, now)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

/** One step further: sent, then asked after, then exchanged. */
async function advance(record: ReportRecord, post: Post, now: number): Promise<void> {
  if (record.refused !== '') return
  if (record.receipt === '') return send(record, post, now)
  const asked = FINAL.has(record.outcome) ? record : await askAfter(record, post)
  if (RIGHT.has(asked.outcome) && asked.exchange !== 'done') await exchange(asked, post, now)
}

async function send(record: ReportRecord, post: Post, now: number): Promise<void> {
  try {
    await sendWithToken(await paid(record, post, now), post)
  } catch (error) {
    // The report itself may be well: it is tried once more with a token as new as can be.
    if (error instanceof TokenRefusedError) await sendWithToken(await paidAnew(record, post), post)
    else if (error instanceof RefusedError) await keep({ ...record, refused: error.message })
    else throw error
  }
}

async function sendWithToken(record: ReportRecord, post: Post): Promise<void> {
  if (record.token === null) throw new Error('The report has no token; it is sent with one later.')
  const receipt = await post.sendReport(record.report, record.token)
  await keep({ ...record, receipt })
}

/** The token is kept before it is used: after a crash the report goes out with the same one, and is the same report. */
async function paid(record: ReportRecord, post: Post, now: number): Promise<ReportRecord> {
  if (record.token !== null) return record
  const given = await giveToken(await openDatabase(), record, now)
  return given.token === null ? paidAnew(record, post) : given
}

async function paidAnew(record: ReportRecord, post: Post): Promise<ReportRecord> {
  const [token = null] = await post.fetchTokens(1)
  const given = { ...record, token }
  await keep(given)
  return given
}

async function askAfter(record: ReportRecord, post: Post): Promise<ReportRecord> {
  const { outcome, others } = await post.fetchOutcome(record.id, record.receipt)
  const asked = { ...record, outcome, others }
  await keep(asked)
  return asked
}

/** What is asked with is kept first: whenever this ends, the next time asks for the very same token. */
async function exchange(record: ReportRecord, post: Post, now: number): Promise<void> {
  if (record.token === null) return
  const { exchange: before, ...rest } = record
  const isFirst = before === undefined || before === 'done'
  const blinding = isFirst
    ? await post.blindExchange(Math.min(standingOf(record.token) + 1, LAST_CLASS))
    : before
  if (isFirst) await keep({ ...rest, exchange: blinding })
  try {
    const token = await post.exchangeReport(record, blinding)
    await earn(await openDatabase(), record, token, now)
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    // What was blinded long ago may be for a key of the past: then it is asked for anew. No twice means no.
    await keep(isFirst ? { ...rest, exchange: 'done' } : rest)
  }
}

async function keep(record: ReportRecord): Promise<void> {
  await (await openDatabase()).put('reports', record)
}
