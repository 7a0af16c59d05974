import type { Observation } from '../page/observation.ts'
import type { Comparison } from '../signature/comparison.ts'
import { isSettled, type PageMatch, type TemplateMatch } from '../signature/match.ts'
import { LIKE } from './features/known.ts'
import { isAbsent, type PageKind } from './page-kind.ts'
import type { Reason, VerdictKind } from './verdict.ts'

export interface Outcome {
  kind: VerdictKind
  reason: Reason
}

export const outcome = (kind: VerdictKind, key: string, params: string[] = []): Outcome => ({
  kind,
  reason: { key, params },
})

/** A core that tells less of whose it is says nothing about the page. */
const TELLING = 0.25
/** Visits on which a new design is news; then it is one that waits to be believed. */
const NEWS = 3

/** Nothing speaks of a defacement: which of the quiet verdicts is it? */
export function calm(observation: Observation, kind: PageKind, known: Comparison): Outcome {
  if (kind === 'error') return outcome('unavailable', 'reason_status', [String(observation.status)])
  if (isAbsent(kind)) return outcome('unavailable', `reason_page_${kind.replaceAll('-', '_')}`)
  const [limit] = observation.limits
  if (limit !== undefined) return outcome('undetermined', `reason_limit_${limit}`)
  if (known.match !== null && known.match.score >= LIKE) return alike(known.match, known)
  if (kind === 'wall' || kind === 'shell') return outcome('undetermined', `reason_page_${kind}`)
  return unlike(known)
}

/** The page is like one that is known; how well that is known is said. */
function alike(match: PageMatch, { learned, decidedBy }: Comparison): Outcome {
  if (match.telling < TELLING) return outcome('unfamiliar', 'reason_unfamiliar_generic')
  if (decidedBy === null && learned !== null && learned.age > 0)
    return outcome('intact', 'reason_intact_earlier', [percent(match)])
  if (decidedBy === null && learned?.template.standing !== 'trusted')
    return outcome('intact', 'reason_intact_recent', [percent(match)])
  return outcome('intact', 'reason_intact', [percent(match)])
}

/** The page is not like any that is known. Another page of a known site is new, not changed. */
function unlike({ match, own, isKnownRoute }: Comparison): Outcome {
  if (match === null) return outcome('unfamiliar', 'reason_unfamiliar')
  if (!isKnownRoute) return outcome('unfamiliar', 'reason_unfamiliar_page')
  if (own !== null && isWaiting(own)) return outcome('unfamiliar', 'reason_unfamiliar_waiting')
  return outcome('changed', 'reason_changed', [percent(match)])
}

const isWaiting = ({ template }: TemplateMatch): boolean => !isSettled(template) && template.visits >= NEWS

const percent = ({ score }: PageMatch): string => String(Math.round(score * 100))
