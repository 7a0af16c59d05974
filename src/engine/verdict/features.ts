import type { Observation } from '../page/observation.ts'
import type { PatternSet } from '../patterns/compile.ts'
import { type PageFeatures, pageFeatures } from '../signature/features.ts'
import { foreignBlocks } from '../signature/foreign.ts'
import { bestMatch, ownMatch, type TemplateMatch } from '../signature/match.ts'
import type { SiteSignature } from '../signature/signature.ts'
import type { Feature } from './feature.ts'
import { knownFeatures } from './features/known.ts'
import { markFeatures } from './features/marks.ts'
import { overlayFeatures } from './features/overlay.ts'
import { shapeFeatures } from './features/shape.ts'
import { spreadFeatures } from './features/spread.ts'
import { identityFeatures, structureFeatures } from './features/structure.ts'
import { styleFeatures } from './features/style.ts'
import { writingFeatures } from './features/writing.ts'
import { type Reading, readPage } from './reading.ts'

export interface Measured {
  reading: Reading
  page: PageFeatures
  /** The design the page is most like, or null where none is known. */
  match: TemplateMatch | null
  /** Every sign on the page, strong or weak; those with value 0 say nothing. */
  features: Feature[]
}

/** Holds a page against the patterns and against what is known of its site. */
export function measure(
  observation: Observation,
  site: SiteSignature | null,
  patterns: PatternSet,
): Measured {
  const page = pageFeatures(observation)
  const match = bestMatch(site, page)
  const reading = readPage(
    observation,
    patterns,
    foreignBlocks(site, [ownMatch(site, page, match), match], observation),
  )
  const features = [
    ...markFeatures(reading),
    ...structureFeatures(reading),
    ...identityFeatures(reading),
    ...shapeFeatures(reading),
    ...writingFeatures(reading),
    ...styleFeatures(reading),
    ...overlayFeatures(reading),
    ...spreadFeatures(reading),
    ...knownFeatures(match, reading),
  ]
  return { reading, page, match, features }
}
