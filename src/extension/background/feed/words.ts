import { signatureFile } from '../../../engine/feed/files.ts'
import { freshness } from '../../../engine/feed/head.ts'
import { type FeedIncident, incidentKey, readIncidents } from '../../../engine/feed/incidents.ts'
import { findSignature } from '../../../engine/feed/signatures.ts'
import { readSuspended } from '../../../engine/feed/suspended.ts'
import { decodeTable } from '../../../engine/feed/table.ts'
import { parseAddress } from '../../../engine/page/address.ts'
import type { Authority } from '../../../engine/signature/comparison.ts'
import type { FeedWord } from '../../../engine/verdict/feed.ts'
import { openDatabase } from '../database/open.ts'
import { currentFeed, feedFile } from './store.ts'

/** Everything of the feed that is asked for with every page, read once in a worker's life. */
interface FeedWords {
  sequence: number
  expires: number
  incidents: ReadonlyMap<string, FeedIncident>
  suspended: ReadonlySet<string>
}

let words: Promise<FeedWords | null> | null = null

export const forgetFeedWords = (): void => {
  words = null
  authorities.clear()
}

/** What the feed says of hosts that were asked for lately: a reader opens many pages of few sites. */
const authorities = new Map<string, Promise<Authority | null>>()
const MOST_AUTHORITIES = 64

/** What is published about a page, and about how its site usually looks; nothing where there is no feed to be read. */
export async function feedAbout(
  url: string,
  now: number,
): Promise<{ word: FeedWord | null; authority: Authority | null }> {
  try {
    words ??= load()
    const known = await words
    const address = parseAddress(url)
    if (known === null || address === null) return NOTHING
    const { sequence, suspended } = known
    // What is too old to be mended by anybody raises nothing; how a site looked then is of no use either. A rule that was
    // wrong then is wrong still.
    if (freshness(known, now) === 'outdated')
      return { word: { incident: null, sequence, suspended }, authority: null }
    const incident = incidentOf(known.incidents, address)
    return { word: { incident, sequence, suspended }, authority: await knownAuthority(address.host) }
  } catch (error) {
    forgetFeedWords()
    console.error(error)
    return NOTHING
  }
}

/** What is published of the very page, or of its site; what is over hides nothing that goes on. */
function incidentOf(
  incidents: FeedWords['incidents'],
  { host, path }: { host: string; path: string },
): FeedIncident | null {
  const page = incidents.get(incidentKey({ host, path }))
  const site = incidents.get(incidentKey({ host, path: '/' }))
  const goesOn = [page, site].find((one) => one !== undefined && one.state !== 'restored')
  return goesOn ?? page ?? site ?? null
}

const NOTHING = { word: null, authority: null }

async function load(): Promise<FeedWords | null> {
  const database = await openDatabase()
  const current = await currentFeed(database)
  if (current === null) return null
  const [incidents, suspended] = await Promise.all(
    ['incidents', 'suspended'].map(async (name) => {
      const table = decodeTable((await feedFile(database, name)) ?? new Uint8Array())
      return table.ok ? table.value : new Map<string, Uint8Array>()
    }),
  )
  const read = readIncidents(incidents ?? new Map())
  const rules = readSuspended(suspended ?? new Map())
  const { sequence, expires } = current.state.head
  return {
    sequence,
    expires,
    incidents: new Map(read.ok ? read.value.map((one) => [incidentKey(one), one]) : []),
    suspended: new Set(rules.ok ? rules.value.map(({ rule }) => rule) : []),
  }
}

function knownAuthority(host: string): Promise<Authority | null> {
  const known = authorities.get(host)
  if (known !== undefined) return known
  const [oldest] = authorities.keys()
  if (authorities.size >= MOST_AUTHORITIES && oldest !== undefined) authorities.delete(oldest)
  const asked = authorityOf(host)
  authorities.set(host, asked)
  return asked
}

async function authorityOf(host: string): Promise<Authority | null> {
  const bytes = await feedFile(await openDatabase(), signatureFile(host))
  const found = bytes === null ? null : findSignature(bytes, host)
  return found?.ok === true ? found.value : null
}
