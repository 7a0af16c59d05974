import type { TabStatus, VerdictView } from '../messages.ts'
import { type Database, openDatabase } from './database/open.ts'
import type { VisitRecord } from './database/schema.ts'
import { knownSite } from './known-site.ts'
import { visitAt } from './last-visit.ts'
import { STORAGE_FAILURE } from './storage-failure.ts'
import { shownIncidents } from './warned-pages.ts'
import { standingOf } from './watching.ts'

/** What the popup shows of a tab. */
export async function tabStatus({ tab, url }: { tab: number; url: string }): Promise<TabStatus> {
  const host = hostOf(url)
  const stored = readStored({ tab, url }, host)
  // Looked at below, and not before it may have failed.
  stored.catch(() => {})
  const standing = await standingOf(host)
  try {
    const { database, last, known } = await stored
    // What nobody looks at any more has no verdict.
    if (last === null || standing.watching !== 'watched')
      return { ...standing, host, view: null, known, alteredSince: null, decision: null }
    const [alteredSince, decided] = await Promise.all([
      openSince(database, last.incident),
      database.get('decisions', [host, last.verdict.fingerprint]),
    ])
    const decision = decided?.decision ?? ((await isShown(last)) ? 'shown' : null)
    return { ...standing, host, view: viewOf(last), known, alteredSince, decision }
  } catch (error) {
    console.error(error)
    const view = {
      host,
      url,
      at: Date.now(),
      shown: STORAGE_FAILURE.kind,
      verdict: STORAGE_FAILURE,
      incident: null,
    }
    const shown = standing.watching === 'watched' ? view : null
    return { ...standing, host, view: shown, known: null, alteredSince: null, decision: null }
  }
}

/** Whether the reader asked in this session to see what is going on there. */
const isShown = async ({ incident }: VisitRecord): Promise<boolean> =>
  incident !== null && (await shownIncidents()).has(incident)

async function readStored(shown: { tab: number; url: string }, host: string) {
  const database = await openDatabase()
  const [last, known] = await Promise.all([visitAt(database, shown), knownSite(database, host)])
  return { database, last, known }
}

/** When an incident was first seen; null where there is none, or the page was restored. */
async function openSince(database: Database, id: string | null): Promise<number | null> {
  const incident = id === null ? undefined : await database.get('incidents', id)
  return incident?.restoredAt === 0 ? incident.firstSeen : null
}

const viewOf = ({ host, url, at, shown, verdict, incident }: VisitRecord): VerdictView => ({
  host,
  url,
  at,
  shown,
  verdict,
  incident,
})

function hostOf(url: string): string {
  if (!URL.canParse(url)) return ''
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? hostname : ''
}
