import { checkPage } from '../../engine/check.ts'
import { parseAddress } from '../../engine/page/address.ts'
import { observeHtml } from '../../engine/page/html.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import type { Weights } from '../../engine/verdict/weights.ts'
import { whyUnread } from '../files.ts'
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

/** One visit of a session as it was made: the page, what was known of its host before it and after. */
export interface Made {
  visit: ListedVisit
  html: string
  before: SiteSignature | null
  after: SiteSignature | null
  verdict: Verdict
}

/**
 * Replays the visits of one session in order, against one store and its clock, by the extension's own path.
 * The labels are never looked at.
 */
export function* replaySession(visits: readonly ListedVisit[], lists: Lists): Generator<Outcome> {
  for (const made of visitSession(visits, lists)) {
    if ('error' in made) {
      yield made
      continue
    }
    const { visit, verdict, before, after } = made
    yield after === null || after === before ? { visit, verdict } : { visit, verdict, template: after.latest }
  }
}

/** The same with all that each visit was made with. */
export function* visitSession(
  visits: readonly ListedVisit[],
  lists: Lists,
): Generator<Made | { visit: ListedVisit; error: string }> {
  const store = new Map<string, SiteSignature>()
  for (const visit of visits) {
    let html: string
    try {
      html = readPageFile(visit.file)
    } catch (error) {
      yield {
        visit,
        error: `Visit ${visit.id}: the page cannot be read: ${whyUnread(error)}.`,
      }
      continue
    }
    const now = Date.parse(visit.time)
    const observation = observeHtml(html, { url: visit.url, status: visit.status, at: now })
    const host = parseAddress(visit.url)?.host ?? ''
    const before = store.get(host) ?? null
    const { verdict, site: after } = checkPage({ observation, site: before, ...lists, now })
    if (after !== null) store.set(host, after)
    yield { visit, html, before, after, verdict }
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
