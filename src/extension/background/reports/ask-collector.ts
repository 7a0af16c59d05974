import * as v from 'valibot'
import { REFUSALS, type Refusal } from '../../../engine/report/refusal.ts'
import { collectorAddress } from '../feed/address.ts'

const PATIENCE = 20_000

const errorSchema = v.object({
  error: v.pipe(v.string(), v.maxLength(400)),
  refusal: v.fallback(v.nullable(v.picklist(REFUSALS)), null),
})

/** The collector will never take this, however often it is sent; the message says why. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly refusal: Refusal | null,
  ) {
    super(message)
  }
}

/** What was sent is well, but not what it came with: a token that is too old, or was spent before. */
export class TokenRefusedError extends RefusedError {}

export interface Question {
  /** What is posted; a question without it is a GET. */
  body?: object
  receipt?: string
}

/**
 * Asks the collector, at the address given or at the one that is set. Gives what it answers, unchecked; rejects with
 * its own sentence where it says no.
 */
export async function askCollector(
  path: string,
  { body, receipt }: Question,
  given?: string,
): Promise<unknown> {
  const answer = await fetch(new URL(path, given ?? (await collectorAddress())), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(receipt === undefined ? {} : { authorization: `Receipt ${receipt}` }),
    },
    body: body === undefined ? null : JSON.stringify(body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(PATIENCE),
  })
  const said: unknown = await answer.json()
  if (answer.ok) return said
  const parsed = v.safeParse(errorSchema, said)
  const { error, refusal } = parsed.success
    ? parsed.output
    : { error: `The collector answers ${answer.status}.`, refusal: null }
  if (answer.status === FORBIDDEN) throw new TokenRefusedError(error, refusal)
  throw WRONG.has(answer.status) ? new RefusedError(error, refusal) : new Error(error)
}

const FORBIDDEN = 403
/** Wrong in itself; everything else may pass. */
const WRONG = new Set([400, 409, 413, 422])
