import { shippedWeights } from '../../engine/verdict/weights.ts'
import type { KnownSite, TabStatus, VerdictView } from '../messages.ts'
import { type Database, openDatabase } from './database/open.ts'
import { fromRecord } from './database/sites.ts'
import { patterns } from './lists.ts'
import { STORAGE_FAILURE } from './storage-failure.ts'
import { standingOf } from './watching.ts'

/** What the popup shows of a tab. */
export async function tabStatus({ tab, url }: { tab: number; url: string }): Promise<TabStatus> {
  const host = hostOf(url)
  const standing = await standingOf(host)
  const lists = {
    packs: (await patterns()).packs.map((pack) => ({ ...pack })),
    weights: shippedWeights.version,
  }
  try {
    const database = await openDatabase()
    const [view, known] = await Promise.all([lastView(database, tab, host), knownSite(database, host)])
    return { ...standing, host, view, known, lists }
  } catch (error) {
    console.error(error)
    const view = { host, url, at: Date.now(), shown: STORAGE_FAILURE.kind, verdict: STORAGE_FAILURE }
    return { ...standing, host, view: standing.watching === 'watched' ? view : null, known: null, lists }
  }
}

/** The tab's latest verdict, unless the tab has gone on to another host since. */
async function lastView(database: Database, tab: number, host: string): Promise<VerdictView | null> {
  const visits = await database.getAllFromIndex('visits', 'tab', tab)
  const [last] = visits.sort((a, b) => b.at - a.at)
  if (last === undefined || last.host !== host) return null
  return { host: last.host, url: last.url, at: last.at, shown: last.shown, verdict: last.verdict }
}

async function knownSite(database: Database, host: string): Promise<KnownSite | null> {
  const site = fromRecord(await database.get('sites', host))
  return site === null ? null : { firstSeen: site.firstSeen, lastSeen: site.lastSeen, visits: site.visits }
}

function hostOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? hostname : ''
}
