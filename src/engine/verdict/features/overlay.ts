import { isNotice } from '../../patterns/schema.ts'
import type { Feature } from '../feature.ts'
import { type Reading, SAYING } from '../reading.ts'

/**
 * Something that lies over the page: on a known site whatever the site does not have itself, elsewhere only what
 * says more than a request for consent does.
 */
export function overlayFeatures({ observation, foreign, marks }: Reading): Feature[] {
  const isAlien =
    foreign !== null &&
    observation.blocks.some(
      (block) => block.place === 'overlay' && block.text.length >= SAYING && foreign.has(block),
    )
  const isMarked = marks.some(({ place, hit }) => {
    const { class: group, strength } = hit.entry.pattern
    return place === 'overlay' && !isNotice(group) && strength >= 2
  })
  const isRequest = observation.counts.coverControls > 0 && !isMarked
  return [{ id: 'foreign-overlay', value: isAlien ? (isRequest ? 0.25 : 1) : isMarked ? 0.5 : 0 }]
}
