import type { Observation } from '../../page/observation.ts'
import type { TemplateMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** Above this the page is one of the site's own; below the lower it has next to nothing of it. */
export const LIKE = 0.45
export const UNLIKE = 0.2

/** How the page compares with what is known of its site; nothing to say where nothing is known. */
export function knownFeatures(match: TemplateMatch | null, { siteness, observation }: Reading): Feature[] {
  if (match === null) return []
  const percent = [String(Math.round(match.score * 100))]
  return [
    { id: 'mismatch', value: ramp(match.score, 0.4, 0.1), params: percent },
    // A redesign is a site again; what is neither like the site nor a site at all is somebody's poster.
    {
      id: 'poor-stranger',
      value: isSaying(observation) ? ramp(match.score, 0.3, 0.05) * ramp(siteness, 0.6, 0.2) : 0,
      params: percent,
    },
    { id: 'matches', value: ramp(match.score, 0.4, 0.8), params: percent },
  ]
}

/** An empty page says nothing, not even something strange. */
const isSaying = ({ counts }: Observation): boolean =>
  counts.text >= 8 || counts.images + counts.media + counts.frames > 0
