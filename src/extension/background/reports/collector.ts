import * as v from 'valibot'
import type { Report } from '../../../engine/report/report.ts'
import type { Blinding, ReportOutcome, Token } from '../database/schema.ts'
import { askCollector } from './ask-collector.ts'
import { blind, type TokenKey, unblind } from './blinding.ts'

const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})+$/))
const keyName = v.pipe(v.string(), v.regex(/^\d{1,6}-[0-2]$/))
const keysSchema = v.object({
  keys: v.pipe(
    v.array(v.object({ key: keyName, class: v.number(), spki: v.string() })),
    v.minLength(1),
    v.maxLength(8),
  ),
})
const signed = v.object({ key: keyName, signature: hex })
const signedSchema = v.object({ tokens: v.array(signed) })
const receiptSchema = v.object({ receipt: v.pipe(hex, v.length(32)) })
const outcomeSchema = v.object({
  outcome: v.picklist(['waiting', 'confirmed', 'not-confirmed', 'restored']),
  others: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/**
 * Tokens of the newcomers' class that the collector signs without seeing them (RFC 9474), so that it cannot tell whose
 * report one comes with.
 */
export async function fetchTokens(count: number, given?: string): Promise<Token[]> {
  const key = await tokenKey(0, given)
  const blindings = await Promise.all(Array.from({ length: count }, () => blind(key)))
  const blinded = blindings.map((one) => one.blinded)
  const { tokens } = v.parse(signedSchema, await askCollector('/v1/tokens', { body: { blinded } }, given))
  return Promise.all(blindings.map((one, i) => finished(one, tokens[i])))
}

/** What a token is asked for with in return for a report that was right: kept before it is sent. */
export const blindExchange = async (standing: number, given?: string): Promise<Blinding> =>
  blind(await tokenKey(standing, given))

/** The better token that a report is worth which was right; asking again with the same blinding gives the same one. */
export async function exchangeReport(
  { id, receipt }: { id: string; receipt: string },
  blinding: Blinding,
  given?: string,
): Promise<Token> {
  const body = { receipt, key: blinding.key, blinded: blinding.blinded }
  const answer = await askCollector(`/v1/reports/${id}/token`, { body }, given)
  return finished(blinding, v.parse(signed, answer))
}

/** Sends a report and gives its receipt. The same report may be sent any number of times. */
export async function sendReport(report: Report, token: Token, given?: string): Promise<string> {
  return v.parse(receiptSchema, await askCollector('/v1/reports', { body: { token, report } }, given)).receipt
}

/** Sends what was learned of a site, in base64. The same with the same token may be sent any number of times. */
export async function sendSignature(core: string, token: Token, given?: string): Promise<void> {
  await askCollector('/v1/signatures', { body: { token, core } }, given)
}

export async function fetchOutcome(
  id: string,
  receipt: string,
  given?: string,
): Promise<{ outcome: ReportOutcome; others: number }> {
  return v.parse(outcomeSchema, await askCollector(`/v1/reports/${id}`, { receipt }, given))
}

async function tokenKey(standing: number, given?: string): Promise<TokenKey> {
  const { keys } = v.parse(keysSchema, await askCollector('/v1/tokens/keys', {}, given))
  const key = keys.find((one) => one.class === standing)
  if (key === undefined) throw new Error('The collector has no key for tokens; it is asked again later.')
  return key
}

/** A key that changed between question and answer makes a token that nobody would take. */
async function finished(
  blinding: Blinding,
  answer: v.InferOutput<typeof signed> | undefined,
): Promise<Token> {
  if (answer?.key !== blinding.key)
    throw new Error('The collector signed with another key than it was asked for; it is asked again later.')
  return unblind(blinding, answer.signature)
}
