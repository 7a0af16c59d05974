import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** How the page is made: a poster, not a publication. */
export function shapeFeatures({ observation, brevity, siteness, bodyText }: Reading): Feature[] {
  const { counts, blocks } = observation
  const bare = brevity * (1 - siteness)
  const isPictureAlone = counts.images + counts.media > 0 && counts.text < 250 && counts.links <= 3
  const dated = (counts.dated + counts.moving) / Math.max(10, counts.elements)
  return [
    {
      id: 'one-message',
      value: blocks.length > 0 && counts.text >= 8 ? bare * ramp(blocks.length, 40, 8) : 0,
    },
    { id: 'picture-alone', value: isPictureAlone ? 1 - siteness : 0 },
    { id: 'cover-frame', value: counts.coverFrames > 0 ? bare : 0 },
    { id: 'plays-by-itself', value: counts.autoplay > 0 ? Math.max(bare, 0.2) : 0 },
    { id: 'media', value: counts.media > 0 || counts.frames > 0 ? bare : 0 },
    { id: 'moving-text', value: counts.moving > 0 ? Math.max(bare, 0.2) : 0 },
    { id: 'dated-markup', value: ramp(dated, 0.02, 0.25) * Math.max(bare, 0.2) },
    { id: 'written-by-script', value: counts.writers > 0 ? bare : 0 },
    { id: 'blocks-keys', value: counts.blockers > 0 ? Math.max(bare, 0.2) : 0 },
    { id: 'alerts', value: counts.alerts > 0 ? bare : 0 },
    { id: 'full-text', value: ramp(bodyText, 1_500, 6_000) },
    { id: 'paragraphs', value: ramp(counts.paragraphs, 3, 20) },
    { id: 'forms', value: counts.forms > 0 ? 1 : 0 },
  ]
}
