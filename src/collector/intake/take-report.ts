import { createHmac, hash, type KeyObject } from 'node:crypto'
import * as v from 'valibot'
import { parseAddress } from '../../engine/page/address.ts'
import type { Refusal } from '../../engine/report/refusal.ts'
import { parseReport, type Report, reportSchema } from '../../engine/report/report.ts'
import { type Token, type Tokens, tokenSchema } from '../believe/tokens.ts'
import type { ReportIntake } from './batch.ts'
import type { Neighbourhood } from './neighbourhood.ts'

/** A report as it is sent, with the token that lets it count. */
export const envelopeSchema = v.strictObject({ token: tokenSchema, report: reportSchema })

export interface IntakeTools {
  tokens: Tokens
  intake: ReportIntake
  /** Whether a host may be reported at all. */
  isWatched(host: string): boolean
  /** Makes receipts. */
  secret: KeyObject
  now(): number
}

/** What the sender is told: an HTTP status, and the receipt or one sentence, for some with a word for it. */
export type Taken =
  | { status: 200 | 201; receipt: string }
  | { status: 400 | 403 | 409; error: string }
  | { status: 422; error: string; refusal: Refusal }

const DAY = 86_400_000
/** How long a report may have waited to be sent, and how far the sender's clock may be ahead. */
const OLDEST = 30 * DAY
const SKEW = DAY

/** Who holds it may ask for the outcome of the report. */
export const receiptOf = (secret: KeyObject, id: string): string =>
  createHmac('sha256', secret).update(id).digest('hex').slice(0, 32)

export async function takeReport(tools: IntakeTools, raw: unknown, from: Neighbourhood): Promise<Taken> {
  const envelope = v.safeParse(v.strictObject({ token: v.unknown(), report: v.unknown() }), raw)
  if (!envelope.success) return wrong('The body is not a report with its token; see /openapi.json.')
  const parsed = parseReport(envelope.output.report)
  if (!parsed.ok) return wrong(parsed.error)
  const token = v.safeParse(tokenSchema, envelope.output.token)
  if (!token.success) return wrong('The token is not one of this collector; ask for a new one.')
  const refusal = whyNot(tools, parsed.value)
  if (refusal !== null) return { status: 422, error: SENTENCES[refusal], refusal }
  const standing = await tools.tokens.standing(token.output)
  if (standing === null) return { status: 403, error: 'The token is forged or too old; ask for a new one.' }
  switch (await tools.intake.add(rowOf(tools, parsed.value, token.output, standing, from))) {
    case 'new':
      return { status: 201, receipt: receiptOf(tools.secret, parsed.value.id) }
    case 'known':
      return { status: 200, receipt: receiptOf(tools.secret, parsed.value.id) }
    case 'conflict':
      return { status: 409, error: 'Another report came under this id; choose a new one.' }
    case 'spent':
      return { status: 403, error: 'The token was used for another report; ask for a new one.' }
  }
}

const wrong = (error: string): Taken => ({ status: 400, error })

function whyNot({ now, isWatched }: IntakeTools, { at, url }: Report): Refusal | null {
  if (at > now() + SKEW) return 'early'
  if (at < now() - OLDEST) return 'late'
  return isWatched(parseAddress(url)?.host ?? '') ? null : 'unwatched'
}

const SENTENCES: Record<Refusal, string> = {
  early: 'The report is from the future; set the clock and send it again.',
  late: 'The report is older than 30 days; it is of no use any more.',
  unwatched: 'The site is not on the watch list of this collector.',
}

function rowOf(
  { now }: IntakeTools,
  report: Report,
  { nonce }: Token,
  standing: number,
  { nearby, network }: Neighbourhood,
) {
  return {
    id: report.id,
    received_at: now(),
    kind: report.kind,
    host: parseAddress(report.url)?.host ?? '',
    url: report.url,
    verdict: report.verdict.kind,
    points: report.verdict.points,
    fingerprint: report.verdict.fingerprint,
    signs: JSON.stringify(report.signs),
    sketch: JSON.stringify(report.sketch),
    // Half a character is none that a database can keep.
    note: report.note.toWellFormed(),
    screenshot: report.screenshot,
    digest: sha256(JSON.stringify(report)),
    token: sha256(nonce),
    standing,
    nearby,
    network,
  }
}

const sha256 = (text: string): string => hash('sha256', text, 'hex')
