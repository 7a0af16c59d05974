import { createHash, type KeyObject } from 'node:crypto'
import type { Database } from '../database/open.ts'
import { RequestError } from '../http/app.ts'
import { checkReceipt, outcomeFor } from '../intake/outcome.ts'
import { CLASSES, type Tokens } from './tokens.ts'

const DAY = 86_400_000
/** Newcomers' tokens that one neighbourhood gets in a day. */
export const TOKENS_A_DAY = 30

interface TokenTools {
  database: Database
  tokens: Tokens
  secret: KeyObject
  now(): number
}

export interface SignedToken {
  key: string
  signature: string
}

/** Signs blinded tokens of the newcomers' class, as many a day as one neighbourhood may have. */
export async function giveTokens(
  { database, tokens, now }: TokenTools,
  nearby: string,
  blinded: readonly string[],
): Promise<SignedToken[]> {
  const day = Math.floor(now() / DAY)
  const { count } = await database
    .insertInto('issued')
    .values({ nearby, day, count: blinded.length })
    .onConflict((conflict) =>
      conflict
        .columns(['nearby', 'day'])
        .doUpdateSet((row) => ({ count: row('issued.count', '+', blinded.length) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow()
  if (count > TOKENS_A_DAY)
    throw new RequestError(429, 'Your network had its tokens for today; try again tomorrow.')
  return Promise.all(blinded.map((one) => tokens.sign(0, one)))
}

/** A blinded message and the key it was blinded for. */
export interface Exchange {
  key: string
  blinded: string
}

/**
 * Whoever was right gets a token of the next class for the one that was spent; once, and one for each neighbourhood and
 * side of a case, as it counts once there however often it reports. The same message gets the same answer however often
 * it is sent, for the first may have been lost on its way.
 */
export async function redeem(
  { database, tokens, secret }: TokenTools,
  { id, receipt }: { id: string; receipt: string },
  { key, blinded }: Exchange,
): Promise<SignedToken> {
  checkReceipt(secret, id, receipt)
  const report = await database
    .selectFrom('reports')
    .leftJoin('cases', 'cases.id', 'reports.case_id')
    .select(['reports.kind', 'reports.standing', 'reports.received_at', 'reports.nearby', 'reports.case_id'])
    .select(['cases.state', 'cases.published_at'])
    .where('reports.id', '=', id)
    .executeTakeFirst()
  const outcome = report === undefined ? 'waiting' : outcomeFor(report.kind, report.state)
  // Every case ends one day: who called them all healthy would be right before long, and know nothing. Nor does who says
  // what can be read in the feed already.
  const isEarned =
    report?.kind === 'defaced'
      ? report.received_at <= (report.published_at ?? 0)
      : report?.state === 'rejected'
  if (report === undefined || !isEarned || (outcome !== 'confirmed' && outcome !== 'restored'))
    throw new RequestError(409, 'The report is not confirmed, so there is no token for it.')
  const standing = Math.min(report.standing + 1, CLASSES.length - 1)
  if (!tokens.isSigning(key, standing))
    throw new RequestError(
      409,
      'That key gives no token for this report; blind the message for a present one.',
    )
  const exchanged = createHash('sha256').update(`${key} ${blinded}`).digest('hex')
  const taken = await database.transaction().execute(async (transaction) => {
    // Two of one neighbourhood may ask at once: the second waits here until the first is written down.
    await transaction
      .selectFrom('cases')
      .select('id')
      .where('id', '=', report.case_id)
      .forUpdate()
      .executeTakeFirst()
    return transaction
      .updateTable('reports')
      .set({ redeemed: true, exchanged })
      .where('id', '=', id)
      .where((row) => row.or([row('redeemed', '=', false), row('exchanged', '=', exchanged)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('reports as others')
              .select('others.id')
              .where('others.case_id', '=', report.case_id)
              .where('others.nearby', '=', report.nearby)
              .where('others.kind', '=', report.kind)
              .where('others.redeemed', '=', true)
              .where('others.id', '!=', id),
          ),
        ),
      )
      .returning('id')
      .executeTakeFirst()
  })
  if (taken === undefined)
    throw new RequestError(409, 'This report, or another of it from your network, was exchanged already.')
  return tokens.signWith(key, blinded)
}
