import type { TemplateMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { ramp } from '../reading.ts'

/** Above this the page is one of the site's own; below the lower it has next to nothing of it. */
export const LIKE = 0.45
export const UNLIKE = 0.2

/** How the page compares with what is known of its site; nothing to say where nothing is known. */
export function knownFeatures(match: TemplateMatch | null): Feature[] {
  if (match === null) return []
  const percent = [String(Math.round(match.score * 100))]
  return [
    { id: 'mismatch', value: ramp(match.score, 0.4, 0.1), params: percent },
    { id: 'matches', value: ramp(match.score, 0.4, 0.8), params: percent },
  ]
}
