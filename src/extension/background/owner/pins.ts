import { feedCrypto } from '../../../engine/feed/web-crypto.ts'
import { authorityOf } from '../../../engine/owner/authority.ts'
import { isConfirmed, isProven, type Pin, pinAfter, statementOf } from '../../../engine/owner/pin.ts'
import type { OwnerStatement } from '../../../engine/owner/statement.ts'
import type { Authority } from '../../../engine/signature/comparison.ts'
import { openDatabase } from '../database/open.ts'
import { KEPT, trim } from '../database/trim.ts'
import { fetchStatement } from './fetch-statement.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)

/** Milliseconds after which a site is asked again, and no sooner. */
const PERIOD = 86_400_000

interface Known {
  pin: Pin
  statement: OwnerStatement
}

/** Pins of hosts that were asked for lately; a worker reads each once. */
const pins = new Map<string, Promise<Known | null>>()
const MOST_PINS = 64

export const forgetPins = (): void => pins.clear()

/** What the owner of a host says of it now, once the owner's key is proven or the feed confirms it. Never rejects. */
export async function ownerAuthority(
  host: string,
  published: Authority | null,
  now: number,
): Promise<Authority | null> {
  try {
    const known = await knownPin(host)
    if (known === null) return null
    const { pin, statement } = known
    return isProven(pin, now) || isConfirmed(statement, published) ? authorityOf(statement, host, now) : null
  } catch (error) {
    forgetPins()
    console.error(error)
    return null
  }
}

/** Asks a site for its owner's statement, once a day, and pins what is to be believed. Told only of pages that are well. */
export async function askOwner(host: string, now: number): Promise<void> {
  const database = await openDatabase()
  const record = await database.get('owners', host)
  // A clock that was set back asks again, too.
  if (record !== undefined && now >= record.askedAt && now - record.askedAt < PERIOD) return
  // Written down first: a site that never answers is not asked again and again.
  await keep({ host, askedAt: now, pin: record?.pin ?? null })
  const file = await fetchStatement(host)
  if (file === null) return
  const next = await pinAfter(crypto, { host, file, now }, record?.pin ?? null)
  if (!next.ok) return console.warn(`${host}: ${next.error}`)
  await keep({ host, askedAt: now, pin: next.value })
  pins.delete(host)
}

async function keep(record: { host: string; askedAt: number; pin: Pin | null }): Promise<void> {
  const transaction = (await openDatabase()).transaction('owners', 'readwrite')
  await transaction.store.put(record)
  await trim(transaction.store.index('age'), KEPT.owners)
  await transaction.done
}

function knownPin(host: string): Promise<Known | null> {
  const known = pins.get(host)
  if (known !== undefined) return known
  const [oldest] = pins.keys()
  if (pins.size >= MOST_PINS && oldest !== undefined) pins.delete(oldest)
  const asked = readPin(host)
  pins.set(host, asked)
  return asked
}

async function readPin(host: string): Promise<Known | null> {
  const pin = (await (await openDatabase()).get('owners', host))?.pin ?? null
  const statement = pin === null ? null : await statementOf(crypto, pin)
  return pin === null || statement === null ? null : { pin, statement }
}
