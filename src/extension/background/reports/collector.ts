import { RSABSSA } from '@cloudflare/blindrsa-ts'
import * as v from 'valibot'
import { fromHex, toHex } from '../../../engine/feed/signed.ts'
import type { Report } from '../../../engine/report/report.ts'
import { fromBase64 } from '../../../engine/signature/transfer/base64.ts'
import type { ReportOutcome, Token } from '../database/schema.ts'
import { collectorAddress } from '../feed/address.ts'

const PATIENCE = 20_000
const NONCE_BYTES = 32
const suite = RSABSSA.SHA384.PSS.Deterministic()

const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/))
const keysSchema = v.object({
  keys: v.pipe(v.array(v.object({ key: v.string(), class: v.number(), spki: v.string() })), v.minLength(1)),
})
const signedSchema = v.object({
  tokens: v.pipe(v.array(v.object({ key: v.string(), signature: hex })), v.minLength(1)),
})
const receiptSchema = v.object({ receipt: v.pipe(hex, v.length(32)) })
const outcomeSchema = v.object({
  outcome: v.picklist(['waiting', 'confirmed', 'not-confirmed', 'restored']),
  others: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
const errorSchema = v.object({ error: v.pipe(v.string(), v.maxLength(400)) })

/** The collector will never take this, however often it is sent; the message says why. */
export class RefusedError extends Error {}

/** A token that the collector signs without seeing it (RFC 9474), so that it cannot tell whose report it comes with. */
export async function fetchToken(given?: string): Promise<Token> {
  const address = given ?? (await collectorAddress())
  const { keys } = v.parse(keysSchema, await ask(address, '/v1/tokens/keys'))
  const spki = fromBase64(keys.find((one) => one.class === 0)?.spki ?? '')
  if (spki === null) throw new Error('The collector has no key for tokens; it is asked again later.')
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const key = await crypto.subtle.importKey('spki', spki, algorithm, true, ['verify'])
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const { blindedMsg, inv } = await suite.blind(key, nonce)
  const answer = v.parse(signedSchema, await ask(address, '/v1/tokens', { blinded: [toHex(blindedMsg)] }))
  const [signed] = answer.tokens
  const signature = await suite.finalize(key, nonce, fromHex(signed?.signature ?? ''), inv)
  return { key: signed?.key ?? '', nonce: toHex(nonce), signature: toHex(signature) }
}

/** Sends a report and gives its receipt. The same report may be sent any number of times. */
export async function sendReport(report: Report, token: Token, given?: string): Promise<string> {
  const address = given ?? (await collectorAddress())
  return v.parse(receiptSchema, await ask(address, '/v1/reports', { token, report })).receipt
}

export async function fetchOutcome(
  id: string,
  receipt: string,
  given?: string,
): Promise<{ outcome: ReportOutcome; others: number }> {
  const address = given ?? (await collectorAddress())
  return v.parse(outcomeSchema, await ask(address, `/v1/reports/${id}`, null, receipt))
}

async function ask(
  address: string,
  path: string,
  body: object | null = null,
  receipt = '',
): Promise<unknown> {
  const answer = await fetch(new URL(path, address), {
    method: body === null ? 'GET' : 'POST',
    headers: {
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...(receipt === '' ? {} : { authorization: `Receipt ${receipt}` }),
    },
    body: body === null ? null : JSON.stringify(body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE),
  })
  const said: unknown = await answer.json()
  if (answer.ok) return said
  const parsed = v.safeParse(errorSchema, said)
  const why = parsed.success ? parsed.output.error : `The collector answers ${answer.status}.`
  throw REFUSALS.has(answer.status) ? new RefusedError(why) : new Error(why)
}

/** Wrong in itself; everything else may pass. */
const REFUSALS = new Set([400, 403, 409, 413, 422])
