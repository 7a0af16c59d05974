import { Resolver } from 'node:dns/promises'

/** Where an owner says in the name service which key is theirs: a text record `_masthead.DOMAIN`. */
const RECORD = '_masthead'
const VALUE = /^masthead-key=([0-9a-f]{64})$/
/** Milliseconds for one question, of which a second may follow. */
const TIME = 5_000
/** Answers that say that there is no such record, where others say that nobody could be asked. */
const NOTHING = new Set(['ENOTFOUND', 'ENODATA'])

export const recordName = (domain: string): string => `${RECORD}.${domain}`
export const recordText = (key: string): string => `masthead-key=${key}`

/** The keys that the records of a domain name, none where there is no record; or a sentence why nobody could be asked. */
export async function keysInDns(
  domain: string,
  /** Address of a name server, with its port where that is another than 53; null for the machine's own. */
  server: string | null,
): Promise<string[] | { error: string }> {
  const resolver = new Resolver({ timeout: TIME, tries: 2 })
  try {
    if (server !== null) resolver.setServers([server])
    const records = await resolver.resolveTxt(recordName(domain))
    return records.flatMap((parts) => VALUE.exec(parts.join('').trim())?.[1] ?? [])
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof code === 'string' && NOTHING.has(code)) return []
    const why = error instanceof Error ? error.message : String(error)
    return { error: `The name service could not be asked for ${recordName(domain)} (${why}); try again.` }
  }
}
