import type { Observation } from '../../page/observation.ts'
import { isNotice } from '../../patterns/schema.ts'
import type { PageMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { eyeCatching, type Reading, ramp, SAYING } from '../reading.ts'

/** Above this the page is one of the site's own. */
export const LIKE = 0.5
/** How the page compares with what is known of its site; nothing to say where nothing is known. */
export function knownFeatures(match: PageMatch | null, reading: Reading): Feature[] {
  if (match === null) return []
  const { siteness, observation } = reading
  const percent = [String(Math.round(match.score * 100))]
  // A redesign is a site again; what is neither like the site nor a site at all is somebody's poster.
  const stranger = isSaying(observation) ? ramp(match.score, 0.3, 0.05) * ramp(siteness, 0.6, 0.2) : 0
  return [
    // What could be any site's says less about this page, either way.
    { id: 'mismatch', value: ramp(match.score, 0.4, 0.1) * match.telling, params: percent },
    { id: 'poor-stranger', value: stranger * match.telling, params: percent },
    { id: 'matches', value: ramp(match.score, 0.4, 0.8) * match.telling, params: percent },
    ...foreignFeatures(reading),
  ]
}

/** What stands on a page of the site's own, in surroundings the site does not have. */
function foreignFeatures({ observation, foreign, marks }: Reading): Feature[] {
  if (foreign === null || foreign.size === 0) return []
  const { blocks } = observation
  const alien = blocks.map((block, index) => ({ block, index })).filter(({ block }) => foreign.has(block))
  const eye = (list: typeof alien) =>
    Math.max(0, ...list.map(({ block, index }) => eyeCatching(block, index)))
  const loud = alien.filter(({ block }) => block.loud !== 0 && block.text.length >= SAYING)
  const said = marks.filter(({ isForeign, hit }) => isForeign && !isNotice(hit.entry.pattern.class))
  // The reader is shown what is loud, not a request for consent that is new as well.
  const loudest = loud.toSorted((a, b) => eye([b]) - eye([a]) || bits(b.block.loud) - bits(a.block.loud))[0]
  return [
    {
      id: 'foreign-words',
      value: Math.max(0, ...said.map((mark) => mark.prominence)),
      params: [said[0]?.quote ?? ''],
    },
    {
      id: 'foreign-loud',
      value:
        eye(loud) *
        ramp(
          loud.reduce((most, { block }) => Math.max(most, bits(block.loud)), 0),
          0,
          2,
        ),
      params: [loudest?.block.text.slice(0, 80) ?? ''],
    },
  ]
}

/** An empty page says nothing, not even something strange. */
const isSaying = ({ counts }: Observation): boolean =>
  counts.text >= SAYING || counts.images + counts.media + counts.frames > 0

function bits(flags: number): number {
  return (flags & 1) + ((flags >> 1) & 1) + ((flags >> 2) & 1)
}
