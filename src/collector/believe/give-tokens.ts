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
  secret: string
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

/** Whoever was right gets a token of the next class for the one that was spent; once. */
export async function redeem(
  { database, tokens, secret }: TokenTools,
  id: string,
  receipt: string,
  blinded: string,
): Promise<SignedToken> {
  checkReceipt(secret, id, receipt)
  const report = await database
    .selectFrom('reports')
    .leftJoin('cases', 'cases.id', 'reports.case_id')
    .select(['reports.kind', 'reports.standing', 'cases.state'])
    .where('reports.id', '=', id)
    .executeTakeFirst()
  const outcome = report === undefined ? 'waiting' : outcomeFor(report.kind, report.state)
  if (report === undefined || (outcome !== 'confirmed' && outcome !== 'restored'))
    throw new RequestError(409, 'The report is not confirmed, so there is no token for it.')
  const taken = await database
    .updateTable('reports')
    .set({ redeemed: true })
    .where('id', '=', id)
    .where('redeemed', '=', false)
    .returning('id')
    .executeTakeFirst()
  if (taken === undefined) throw new RequestError(409, 'The report was exchanged for a token already.')
  return tokens.sign(Math.min(report.standing + 1, CLASSES.length - 1), blinded)
}
