import { observeHtml } from '../../engine/page/html.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import { learn } from '../../engine/signature/learn.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import { type Doubt, doubtOf } from '../../engine/verdict/doubt.ts'
import { FEATURE_IDS } from '../../engine/verdict/feature.ts'
import { measure } from '../../engine/verdict/features.ts'
import { mayBeAccused } from '../../engine/verdict/judge.ts'
import { pageKind } from '../../engine/verdict/page-kind.ts'
import { remnantOf } from '../../engine/verdict/remnant.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { readPageFile } from '../evaluate/read-page.ts'
import { sessions } from '../evaluate/replay.ts'
import type { ListedVisit } from '../evaluate/visit.ts'
import type { Row } from './logistic.ts'

export interface Sample extends Row {
  visit: ListedVisit
  /** What must stay on one side of a fold. */
  group: string
  /** Whether the judge would weigh it at all: outages and walls set no thresholds. */
  isAccusable: boolean
  /** Whether nothing, or hardly anything, is left of a page of the site's own: amber under any weights. */
  isRemnant: boolean
  /** What speaks against an alarm on a site that is not known. */
  doubt: Doubt | null
}

/** Their message is not in the HTML: nothing here could be learned from them. */
const UNREADABLE = /needs-script|external-script|redirect/

const HEALTHY: Verdict = { kind: 'unfamiliar', points: -10, evidence: [], reasons: [], fingerprint: '' }

/** Measures every visit. Signatures are learned from the healthy visits of a session, as a reader's browser would. */
export function collectSamples(visits: readonly ListedVisit[], patterns: PatternSet): Sample[] {
  return sessions(visits.filter((visit) => !UNREADABLE.test(visit.kind))).flatMap((session) => {
    const share = session.length > 1 ? 1 / 4 : 1
    let site: SiteSignature | null = null
    return session.map((visit) => {
      const now = Date.parse(visit.time)
      const html = readPageFile(visit.file)
      const observation = observeHtml(html, { url: visit.url, status: visit.status, at: now })
      const { reading, known, features } = measure(observation, site, patterns)
      const kind = pageKind(reading)
      const byId = new Map(features.map((feature) => [feature.id, feature.value]))
      const emptied = byId.get('emptied') ?? 0
      const isDefaced = visit.label === 'defaced'
      if (!isDefaced) site = learn(site, { observation, verdict: HEALTHY, now })
      const values = Float64Array.from(FEATURE_IDS, (id) => byId.get(id) ?? 0)
      return {
        visit,
        values,
        isDefaced,
        isAccusable: mayBeAccused(reading, kind, emptied),
        isRemnant: remnantOf(reading, kind, known, emptied) !== null,
        doubt: known.match === null ? doubtOf(reading, kind, features) : null,
        weight: share,
        group: visit.group ?? visit.session ?? visit.id,
      }
    })
  })
}
