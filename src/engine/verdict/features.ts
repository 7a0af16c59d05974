import type { TemplateMatch } from '../signature/match.ts'
import type { Feature } from './feature.ts'
import { knownFeatures } from './features/known.ts'
import { markFeatures } from './features/marks.ts'
import { shapeFeatures } from './features/shape.ts'
import { identityFeatures, structureFeatures } from './features/structure.ts'
import { styleFeatures } from './features/style.ts'
import { writingFeatures } from './features/writing.ts'
import type { Reading } from './reading.ts'

/** Every sign on the page, strong or weak; those with value 0 say nothing. */
export function measureFeatures(reading: Reading, match: TemplateMatch | null): Feature[] {
  return [
    ...markFeatures(reading),
    ...structureFeatures(reading),
    ...identityFeatures(reading),
    ...shapeFeatures(reading),
    ...writingFeatures(reading),
    ...styleFeatures(reading),
    ...knownFeatures(match, reading),
  ]
}
