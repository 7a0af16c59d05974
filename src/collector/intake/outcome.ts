import { type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import { receiptOf } from './take-report.ts'

/** What became of a report, as its sender is told. */
export const OUTCOMES = ['waiting', 'confirmed', 'not-confirmed', 'restored'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface ReportOutcome {
  outcome: Outcome
  /** Independent reporters beside the sender. */
  others: number
}

interface OutcomeTools {
  database: Database
  secret: KeyObject
}

export async function outcomeOf(tools: OutcomeTools, id: string, receipt: string): Promise<ReportOutcome> {
  checkReceipt(tools.secret, id, receipt)
  const found = await tools.database
    .selectFrom('reports')
    .leftJoin('cases', 'cases.id', 'reports.case_id')
    .select(['reports.kind', 'cases.state', 'cases.reporters'])
    .where('reports.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) throw new RequestError(404, 'There is no report with this id; send it again.')
  return {
    outcome: outcomeFor(found.kind, found.state),
    others: Math.max(0, (found.reporters ?? 0) - (found.kind === 'defaced' ? 1 : 0)),
  }
}

/** Also in constant time: a receipt is a key. */
export function checkReceipt(secret: KeyObject, id: string, receipt: string): void {
  const expected = Buffer.from(receiptOf(secret, id))
  const given = Buffer.from(receipt)
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new RequestError(403, 'The receipt does not belong to this report; use the one that came with it.')
}

export function outcomeFor(kind: string, state: string | null): Outcome {
  switch (state) {
    case 'suspect':
    case 'defaced':
      return kind === 'defaced' ? 'confirmed' : 'not-confirmed'
    case 'restored':
      return kind === 'defaced' ? 'restored' : 'confirmed'
    case 'rejected':
      return kind === 'defaced' ? 'not-confirmed' : 'confirmed'
    case 'expired':
      return 'not-confirmed'
    default:
      return 'waiting'
  }
}
