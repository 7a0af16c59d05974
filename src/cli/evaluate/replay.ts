import { checkPage } from '../../engine/check.ts'
import { parseAddress } from '../../engine/page/address.ts'
import { observeHtml } from '../../engine/page/html.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import type { Weights } from '../../engine/verdict/weights.ts'
import { readPageFile } from './read-page.ts'
import type { ListedVisit } from './visit.ts'

export interface Lists {
  patterns: PatternSet
  weights: Weights
}

/** What came of one visit, or why it could not be made. */
export type Outcome = { visit: ListedVisit } & (
  | { verdict: Verdict /** Id of the template the visit was learned into. */; template?: number }
  | { error: string }
)

/**
 * Replays the visits of one session in order, against one store and its clock, by the extension's own path.
 * The labels are never looked at.
 */
export function* replaySession(visits: readonly ListedVisit[], lists: Lists): Generator<Outcome> {
  const store = new Map<string, SiteSignature>()
  for (const visit of visits) {
    let html: string
    try {
      html = readPageFile(visit.file)
    } catch (error) {
      yield {
        visit,
        error: `Visit ${visit.id}: the page cannot be read (${error instanceof Error ? error.message : String(error)}).`,
      }
      continue
    }
    const now = Date.parse(visit.time)
    const observation = observeHtml(html, { url: visit.url, status: visit.status, at: now })
    const host = parseAddress(visit.url)?.host ?? ''
    const before = store.get(host) ?? null
    const { verdict, site } = checkPage({ observation, site: before, ...lists, now })
    if (site !== null) store.set(host, site)
    yield site === null || site === before ? { visit, verdict } : { visit, verdict, template: site.latest }
  }
}

/** Visits that must be made one after another: those of one session; a first visit stands alone. */
export function sessions(visits: readonly ListedVisit[]): ListedVisit[][] {
  const bySession = new Map<string, ListedVisit[]>()
  const all: ListedVisit[][] = []
  for (const visit of visits) {
    const session = visit.session === null ? undefined : bySession.get(visit.session)
    if (session !== undefined) {
      session.push(visit)
      continue
    }
    const fresh = [visit]
    all.push(fresh)
    if (visit.session !== null) bySession.set(visit.session, fresh)
  }
  return all
}
