import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import * as v from 'valibot'
import { keySchema } from '../../engine/feed/signed.ts'
import { ownerRecord } from '../../engine/owner/record.ts'

/** What an owner's text record says before the key. */
const NAME = 'masthead-key='
const HOST_NAME = /^(?=.{1,240}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/i
/** Milliseconds for one question, of which a second may follow, and for all of them. */
const TIME = 5_000
const LONGEST = 20_000
/** Answers that say that there is no such record, where others say that nobody could be asked. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA'])

export const recordText = (key: string): string => `${NAME}${key}`

/** Address of a name server as it was given; null where it is none: node itself ends where a port is none. */
export function nameServer(given: string): string | null {
  const [, v6, v4, port = '53'] =
    /^(?:\[([\d:a-f.]+)\]|([\d.]+|[\d:a-f.]*:[\d:a-f.]*:[\d:a-f.]*))(?::(\d{1,5}))?$/i.exec(given) ?? []
  const address = v6 ?? v4 ?? ''
  const number = Number(port)
  if (isIP(address) === 0 || number < 1 || number > 65_535) return null
  return isIP(address) === 6 ? `[${address}]:${number}` : `${address}:${number}`
}

/** What the records of a domain say: the keys that they name, and how many name none that can be read. */
export interface KeyRecords {
  keys: string[]
  unreadable: number
}

/** The keys that stand in the name service as a domain's; or a sentence why nobody could be asked. */
export async function keysInDns(
  domain: string,
  /** As `nameServer` gives it; null for the machine's own. */
  server: string | null,
  /** Milliseconds after which no answer is waited for: there may be several name servers. */
  time: number = LONGEST,
): Promise<KeyRecords | { error: string }> {
  if (!HOST_NAME.test(domain)) return { keys: [], unreadable: 0 }
  const resolver = new Resolver({ timeout: Math.min(TIME, time), tries: 2 })
  const timer = setTimeout(() => resolver.cancel(), time)
  try {
    if (server !== null) resolver.setServers([server])
    const records = await resolver.resolveTxt(ownerRecord(domain))
    // People paste quotation marks along, and digits in capitals.
    const texts = records.map((parts) => parts.join('').trim().replace(/^"|"$/g, '').toLowerCase())
    const named = texts.filter((text) => text.startsWith(NAME)).map((text) => text.slice(NAME.length).trim())
    const keys = named.filter((key) => v.is(keySchema, key))
    return { keys, unreadable: named.length - keys.length }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code === 'string' && NOTHING.has(code)) return { keys: [], unreadable: 0 }
    const why = error instanceof Error ? error.message : String(error)
    return { error: `The name service could not be asked for ${ownerRecord(domain)} (${why}); try again.` }
  } finally {
    clearTimeout(timer)
  }
}
