import { observeHtml } from '../../engine/page/html.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { judge } from '../../engine/verdict/judge.ts'
import { isAlarming, type Verdict } from '../../engine/verdict/verdict.ts'
import { randomOf } from '../attacks/random.ts'
import { type Lists, sessions, visitSession } from '../evaluate/replay.ts'
import type { ListedVisit } from '../evaluate/visit.ts'
import type { Disguise, Hiding } from './disguise.ts'
import { closeStressPage, openStressPage, type StressPage, textsOf } from './page.ts'

/** A visit with its page, what a reader's browser knew of the site, and what the reader is told of it as it is. */
export interface Judged {
  visit: ListedVisit
  html: string
  site: SiteSignature | null
  verdict: Verdict
  /** What the site says itself: texts of its healthy pages, of which nobody disguises any. */
  own: ReadonlySet<string>
}

/** What became of the pages that one edit was made to. */
export interface Stressed {
  name: string
  about: string
  /** Pages that were flagged before, and could be edited. */
  caught: number
  /** Of these, pages that are flagged, and red, afterwards. */
  stillCaught: number
  stillRed: number
  /** Pages that were red before. */
  red: number
  /** Healthy pages that were quiet before and could be edited, and the flagged ones among them afterwards. */
  healthy: number
  accused: number
  /** Ids of what was missed and of what was accused. */
  missed: string[]
  wronged: string[]
}

export const isFlagged = ({ kind }: Verdict): boolean => isAlarming(kind)

/**
 * Judges the wanted pages as they are; a page of a session with what the visits before it taught. One that cannot be
 * read is named in `errors`.
 */
export function judgeAll(
  visits: readonly ListedVisit[],
  wanted: ReadonlySet<ListedVisit>,
  lists: Lists,
  errors: string[],
): Judged[] {
  const pages: Judged[] = []
  for (const session of sessions(visits)) {
    if (!session.some((visit) => wanted.has(visit))) continue
    // Shared by all defaced pages of the session, and whole only at its end: what the site says later is its own, too.
    const own = new Set<string>()
    for (const made of visitSession(session, lists)) {
      if ('error' in made) {
        if (wanted.has(made.visit)) errors.push(made.error)
        continue
      }
      const { visit, html, before: site, verdict } = made
      const isDefaced = visit.label === 'defaced'
      if (!isDefaced && session.length > 1) for (const text of textsOf(html)) own.add(text)
      if (wanted.has(visit)) pages.push({ visit, html, site, verdict, own: isDefaced ? own : new Set() })
    }
  }
  return pages
}

/** Every defacement and every healthy page under one disguise: the first must stay caught, the others quiet. */
export function stress(disguise: Disguise, pages: readonly Judged[], lists: Lists, seed: string): Stressed {
  const result = nothing(disguise)
  for (const { visit, html, site, verdict, own } of pages) {
    const isDefaced = visit.label === 'defaced'
    if (isFlagged(verdict) !== isDefaced) continue
    const page = openStressPage(html, own)
    if (!disguise.change(page, randomOf(`${seed} ${visit.id} ${disguise.name}`))) continue
    count(result, visit, verdict, judgeHtml(closeStressPage(page), visit, site, lists))
  }
  return result
}

/** Healthy pages into which a message was put where nobody sees it: they must stay quiet. */
export function hide(
  hiding: Hiding,
  pages: readonly Judged[],
  messages: readonly string[],
  lists: Lists,
  seed: string,
): Stressed {
  const result = nothing(hiding)
  for (const { visit, html, site, verdict } of pages) {
    if (visit.label === 'defaced' || isFlagged(verdict)) continue
    const page: StressPage = openStressPage(html)
    if (page.texts.length === 0) continue
    hiding.hide(page, randomOf(`${seed} ${visit.id} ${hiding.name}`).pick(messages))
    count(result, visit, verdict, judgeHtml(closeStressPage(page), visit, site, lists))
  }
  return result
}

function count(result: Stressed, { id, label }: ListedVisit, before: Verdict, after: Verdict): void {
  if (label === 'defaced') {
    result.caught++
    if (isFlagged(after)) result.stillCaught++
    else result.missed.push(id)
    if (before.kind !== 'defaced') return
    result.red++
    if (after.kind === 'defaced') result.stillRed++
    return
  }
  result.healthy++
  if (!isFlagged(after)) return
  result.accused++
  result.wronged.push(id)
}

const nothing = ({ name, about }: { name: string; about: string }): Stressed => ({
  name,
  about,
  caught: 0,
  stillCaught: 0,
  red: 0,
  stillRed: 0,
  healthy: 0,
  accused: 0,
  missed: [],
  wronged: [],
})

function judgeHtml(
  html: string,
  { url, status, time }: ListedVisit,
  site: SiteSignature | null,
  lists: Lists,
): Verdict {
  const observation = observeHtml(html, { url, status, at: Date.parse(time) })
  return judge({ observation, site, ...lists })
}
