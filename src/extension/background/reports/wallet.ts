import { type Database, openDatabase } from '../database/open.ts'
import type { ReportRecord, Token, TokenRecord } from '../database/schema.ts'
import { allOrNothing } from '../database/transact.ts'
import { RefusedError } from './ask-collector.ts'

/** Tokens that lie ready. A network gets only so many a day, and most readers never need one. */
const STOCK = 1
/** The collector takes tokens for at least four weeks. */
const GOOD = 28 * 86_400_000
/** How long a token lies before it is spent, where there is another: when it was had shall say nothing of when it is spent. */
const REST = 3_600_000

/** How often its owner was right, as the name of the key that signed it says: 0 for a newcomer. */
export const standingOf = ({ key }: Token): number => Number(key.split('-')[1])

/**
 * Gets a token before anybody needs one, so that when one is asked for says nothing of when it is spent; throws away
 * what has become too old.
 */
export async function fillWallet(
  fetchTokens: (count: number) => Promise<Token[]>,
  now: number,
): Promise<void> {
  const database = await openDatabase()
  const tokens = await database.getAll('tokens')
  for (const token of tokens) if (!isGood(token, now)) await database.delete('tokens', token.nonce)
  const missing = STOCK - tokens.filter((token) => isGood(token, now) && isFree(token)).length
  if (missing <= 0) return
  for (const token of await fetchTokens(missing)) await database.put('tokens', { ...token, at: now })
}

/**
 * Gives the report the best token there is, in one transaction; gives the report unchanged where there is none, and null
 * where the report itself is gone.
 */
export async function giveToken(
  database: Database,
  report: ReportRecord,
  now: number,
): Promise<ReportRecord | null> {
  const transaction = database.transaction(['tokens', 'reports'], 'readwrite')
  return allOrNothing(transaction, async () => {
    const tokens = transaction.objectStore('tokens')
    if ((await transaction.objectStore('reports').getKey(report.id)) === undefined) return null
    const [best] = (await tokens.getAll())
      .filter((token) => isFree(token) && isGood(token, now))
      .sort(better(now))
    if (best === undefined) return report
    const { at: _, ...token } = best
    await tokens.delete(token.nonce)
    const paid = { ...report, token }
    await transaction.objectStore('reports').put(paid)
    return paid
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
    const reports = transaction.objectStore('reports')
    if ((await reports.getKey(report.id)) !== undefined) await reports.put({ ...report, exchange: 'done' })
  })
}

/**
 * Spends a token on one message, the least that there is, for nobody weighs it. The token is bound to the message before
 * it is sent: where nobody knows whether it arrived, the same message goes out with the same token the next time, and
 * nothing else ever does.
 */
export async function spendOn(
  message: string,
  fetchTokens: (count: number) => Promise<Token[]>,
  now: number,
  send: (token: Token) => Promise<void>,
): Promise<void> {
  const database = await openDatabase()
  const bound = (await bindToken(database, message, now)) ?? (await newToken(fetchTokens, message, now))
  const { at: _, boundTo: __, ...token } = bound
  try {
    await send(token)
  } catch (error) {
    // A plain no is for good: neither the token nor the message is of use any more.
    if (error instanceof RefusedError) await database.delete('tokens', token.nonce)
    throw error
  }
  await database.delete('tokens', token.nonce)
}

async function bindToken(database: Database, message: string, now: number): Promise<TokenRecord | null> {
  const transaction = database.transaction('tokens', 'readwrite')
  return allOrNothing(transaction, async () => {
    const tokens = (await transaction.store.getAll()).filter((token) => isGood(token, now))
    const again = tokens.find(({ boundTo }) => boundTo === message)
    if (again !== undefined) return again
    const [least] = tokens.filter(isFree).sort(cheaper(now))
    if (least === undefined) return null
    const bound = { ...least, boundTo: message }
    await transaction.store.put(bound)
    return bound
  })
}

async function newToken(
  fetchTokens: (count: number) => Promise<Token[]>,
  message: string,
  now: number,
): Promise<TokenRecord> {
  const [token] = await fetchTokens(1)
  if (token === undefined) throw new Error('The collector gave no token; try again later.')
  const bound = { ...token, at: now, boundTo: message }
  await (await openDatabase()).put('tokens', bound)
  return bound
}

/** Those that have lain for a while first; of these, of the highest class; of these, the oldest. */
const better =
  (now: number) =>
  (a: TokenRecord, b: TokenRecord): number =>
    Number(hasRested(b, now)) - Number(hasRested(a, now)) || standingOf(b) - standingOf(a) || a.at - b.at

/** The same, but of the lowest class before all else. */
const cheaper =
  (now: number) =>
  (a: TokenRecord, b: TokenRecord): number =>
    standingOf(a) - standingOf(b) || better(now)(a, b)

const hasRested = ({ at }: TokenRecord, now: number): boolean => now - at >= REST

const isFree = ({ boundTo }: TokenRecord): boolean => boundTo === undefined

/** A clock that was set back makes nothing older. */
const isGood = ({ at }: TokenRecord, now: number): boolean => now - at < GOOD
