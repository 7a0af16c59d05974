import type { Observation } from '../page/observation.ts'
import type { PatternSet } from '../patterns/compile.ts'
import { type Authority, type Comparison, compare } from '../signature/comparison.ts'
import { foreignBlocks } from '../signature/foreign.ts'
import type { SiteSignature } from '../signature/signature.ts'
import type { Feature } from './feature.ts'
import { handFeatures } from './features/hand.ts'
import { knownFeatures } from './features/known.ts'
import { markFeatures } from './features/marks.ts'
import { newScriptFeatures } from './features/new-script.ts'
import { outrightFeatures } from './features/outright.ts'
import { overlayFeatures } from './features/overlay.ts'
import { shapeFeatures } from './features/shape.ts'
import { sizeFeatures } from './features/size.ts'
import { spreadFeatures } from './features/spread.ts'
import { identityFeatures, structureFeatures } from './features/structure.ts'
import { styleFeatures } from './features/style.ts'
import { writingFeatures } from './features/writing.ts'
import { type Reading, readPage } from './reading.ts'

export interface Measured {
  reading: Reading
  known: Comparison
  /** Every sign on the page, strong or weak; those with value 0 say nothing. */
  features: Feature[]
}

/** Holds a page against the patterns and against what is known of its site. */
export function measure(
  observation: Observation,
  site: SiteSignature | null,
  patterns: PatternSet,
  authority: Authority | null = null,
  suspended: ReadonlySet<string> = new Set(),
): Measured {
  const known = compare(observation, site, authority)
  const foreign = foreignBlocks(site, [known.own, known.learned], observation)
  const reading = readPage(observation, patterns, foreign, suspended)
  const features = [
    ...markFeatures(reading),
    ...structureFeatures(reading),
    ...identityFeatures(reading),
    ...shapeFeatures(reading),
    ...writingFeatures(reading),
    ...styleFeatures(reading),
    ...overlayFeatures(reading),
    ...spreadFeatures(reading),
    ...outrightFeatures(reading, known.match),
    ...sizeFeatures(site, known.match, reading),
    ...handFeatures(known.match, reading),
    ...newScriptFeatures(site, known.match, reading),
    ...knownFeatures(known.match, reading).map((feature) => saidBy(known.decidedBy, feature)),
  ]
  return { reading, known, features }
}

/** What was not learned here names who said it, and when. */
function saidBy(authority: Authority | null, feature: Feature): Feature {
  if (authority === null) return feature
  const version = new Date(authority.signature.issued).toISOString().slice(0, 10)
  return { ...feature, source: { list: `signature-${authority.source}`, version } }
}
