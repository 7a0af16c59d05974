import { mostRepeated } from '../../page/blocks.ts'
import { sameHeadline } from '../../page/headlines.ts'
import type { Observation } from '../../page/observation.ts'
import type { PageMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { ramp } from '../reading.ts'

/** What stands in more places than the site ever had one text in; headlines are counted with headlines. */
export function repeatFeatures(
  { blocks, counts }: Observation,
  usual: (name: 'repeats' | 'sameHeadlines') => number,
  { score }: PageMatch,
): Feature[] {
  // A new design repeats what it likes; on one that is known, somebody else does.
  const known = ramp(score, 0.3, 0.6)
  const moreHeadlines = counts.sameHeadlines - usual('sameHeadlines')
  const moreTexts = counts.repeats - usual('repeats')
  // On most pages nothing stands more often than it ever did.
  if (known === 0 || Math.max(moreHeadlines, moreTexts) <= 0) return []
  const headline = sameHeadline(blocks)
  const repeat = moreHeadlines > moreTexts ? headline : mostRepeated(blocks)
  return [
    {
      id: 'new-repeat',
      value: ramp(Math.max(moreHeadlines, moreTexts), 1, 4) * known,
      params: [repeat.text.slice(0, 80), String(repeat.times)],
    },
    {
      // On a good part of the stories.
      id: 'same-headline',
      value:
        ramp(headline.times, 2, 4) *
        ramp(headline.times / Math.max(1, headline.of), 0.05, 0.2) *
        ramp(moreHeadlines, 1, 3) *
        known,
      params: [headline.text.slice(0, 80), String(headline.times)],
    },
  ]
}
