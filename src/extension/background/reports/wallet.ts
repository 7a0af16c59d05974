import { type Database, openDatabase } from '../database/open.ts'
import type { ReportRecord, Token, TokenRecord } from '../database/schema.ts'
import { allOrNothing } from '../database/transact.ts'
import { TokenRefusedError } from './ask-collector.ts'

/** Tokens that lie ready. */
const STOCK = 2
/** The collector takes tokens for at least four weeks. */
const GOOD = 28 * 86_400_000

/** How often its owner was right, as the name of the key that signed it says: 0 for a newcomer. */
export const standingOf = ({ key }: Token): number => Number(key.split('-')[1])

/**
 * Gets tokens before anybody needs one, so that when one is asked for says nothing of when it is spent; throws away
 * what has become too old.
 */
export async function fillWallet(
  fetchTokens: (count: number) => Promise<Token[]>,
  now: number,
): Promise<void> {
  const database = await openDatabase()
  const old = (await database.getAll('tokens')).filter((token) => !isGood(token, now))
  for (const { nonce } of old) await database.delete('tokens', nonce)
  const missing = STOCK - (await database.count('tokens'))
  if (missing <= 0) return
  for (const token of await fetchTokens(missing)) await database.put('tokens', { ...token, at: now })
}

/** Gives the report the best token there is, in one transaction; gives the report unchanged where there is none. */
export async function giveToken(
  database: Database,
  report: ReportRecord,
  now: number,
): Promise<ReportRecord> {
  const transaction = database.transaction(['tokens', 'reports'], 'readwrite')
  return allOrNothing(transaction, async () => {
    const tokens = transaction.objectStore('tokens')
    const best = bestOf(await tokens.getAll(), now)
    if (best === undefined) return report
    const { at: _, ...token } = best
    await tokens.delete(token.nonce)
    const paid = { ...report, token }
    await transaction.objectStore('reports').put(paid)
    return paid
  })
}

/** Spends the best token there is, or a new one, on some work; where the work fails, the token is there again. */
export async function withToken<T>(
  fetchTokens: (count: number) => Promise<Token[]>,
  now: number,
  work: (token: Token) => Promise<T>,
): Promise<T> {
  const token = (await takeToken(now)) ?? (await fetchTokens(1)).map((one) => ({ ...one, at: now }))[0]
  if (token === undefined) throw new Error('The collector gave no token; try again later.')
  const { at, ...spent } = token
  try {
    return await work(spent)
  } catch (error) {
    // One that is not taken would stand in the way of the next report.
    if (!(error instanceof TokenRefusedError)) await (await openDatabase()).put('tokens', { ...spent, at })
    throw error
  }
}

async function takeToken(now: number): Promise<TokenRecord | undefined> {
  const transaction = (await openDatabase()).transaction('tokens', 'readwrite')
  return allOrNothing(transaction, async () => {
    const best = bestOf(await transaction.store.getAll(), now)
    if (best !== undefined) await transaction.store.delete(best.nonce)
    return best
  })
}

/** Puts by the token that a report was exchanged for, and notes at the report that it was. */
export async function earn(
  database: Database,
  report: ReportRecord,
  token: Token,
  now: number,
): Promise<void> {
  const transaction = database.transaction(['tokens', 'reports'], 'readwrite')
  await allOrNothing(transaction, async () => {
    await transaction.objectStore('tokens').put({ ...token, at: now })
    await transaction.objectStore('reports').put({ ...report, exchange: 'done' })
  })
}

/** Of the highest class; of these the oldest. */
const bestOf = (tokens: readonly TokenRecord[], now: number): TokenRecord | undefined =>
  tokens.filter((token) => isGood(token, now)).sort((a, b) => standingOf(b) - standingOf(a) || a.at - b.at)[0]

/** A clock that was set back makes nothing older. */
const isGood = ({ at }: TokenRecord, now: number): boolean => now - at < GOOD
