import type { Report } from '../../../engine/report/report.ts'
import { openDatabase } from '../database/open.ts'
import type { ReportRecord } from '../database/schema.ts'
import { KEPT, trim } from '../database/trim.ts'
import { keepAwake } from '../keep-awake.ts'
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

let running: Promise<void> = Promise.resolve()

/** One run after another; a run that fails keeps the next from nothing. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = running.then(() => keepAwake(work))
  running = done.catch(() => {})
  return done
}

/**
 * Sends what waits, and nothing else: what is sent with one message, or just before it, must not tell whose the other is.
 * What fails waits for the next time; rejects with the first failure once everything was tried.
 */
export const sendWaiting = (post: Post = network, now = Date.now()): Promise<void> =>
  inTurn(() => forEach(isWaiting, (record) => send(record, post, now)))

/**
 * What is done at the usual time, which nothing can be told from: sends what waits, asks what became of the rest,
 * exchanges what was right for better tokens, and has a token ready for whatever comes.
 */
export async function tendOutbox(post: Post = network, now = Date.now()): Promise<void> {
  const failures: unknown[] = []
  const attempt = (work: Promise<void>) => work.catch((error: unknown) => void failures.push(error))
  await attempt(sendWaiting(post, now))
  await attempt(inTurn(() => forEach(isOpen, (record) => follow(record, post, now))))
  await attempt(inTurn(() => fillWallet(post.fetchTokens, now)))
  if (failures.length > 0) throw failures[0]
}

async function forEach(
  isConcerned: (record: ReportRecord) => boolean,
  work: (record: ReportRecord) => Promise<void>,
): Promise<void> {
  const failures: unknown[] = []
  for (const record of await (await openDatabase()).getAllFromIndex('reports', 'age')) {
    if (!isConcerned(record)) continue
    try {
      await work(record)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

const isWaiting = ({ refused, receipt }: ReportRecord): boolean => refused === '' && receipt === ''

/** Whether something may still come of a report that was sent. */
const isOpen = (record: ReportRecord): boolean =>
  record.receipt !== '' && (!FINAL.has(record.outcome) || isOwed(record))

const isOwed = ({ outcome, exchange }: ReportRecord): boolean => RIGHT.has(outcome) && exchange !== 'done'

/** Asked after, then exchanged. */
async function follow(record: ReportRecord, post: Post, now: number): Promise<void> {
  const asked = FINAL.has(record.outcome) ? record : await askAfter(record, post)
  if (isOwed(asked)) await exchange(asked, post, now)
}

async function send(record: ReportRecord, post: Post, now: number): Promise<void> {
  try {
    await sendWithToken(await paid(record, post, now), post)
  } catch (error) {
    // The report itself may be well: it is tried once more with a token as new as can be.
    if (error instanceof TokenRefusedError) await sendWithToken(await paidAnew(record, post), post)
    else if (error instanceof RefusedError) {
      await keep({ ...record, refused: error.message, refusal: error.refusal })
    } else throw error
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
  if (given === null) throw new Error('The report was deleted before it was sent.')
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

/** What the reader deleted meanwhile stays deleted. */
async function keep(record: ReportRecord): Promise<void> {
  const transaction = (await openDatabase()).transaction('reports', 'readwrite')
  if ((await transaction.store.getKey(record.id)) !== undefined) await transaction.store.put(record)
  await transaction.done
}
