import type { Observation } from '../../page/observation.ts'
import { templateAt } from '../../signature/known-address.ts'
import type { TemplateMatch } from '../../signature/match.ts'
import type { SiteSignature, Template } from '../../signature/signature.ts'
import { mostRepeated } from '../../signature/sizes.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** What there is more of, or less, than the site ever had; nothing to say where nothing is known. */
export function sizeFeatures(
  site: SiteSignature | null,
  match: TemplateMatch | null,
  { observation }: Reading,
): Feature[] {
  const features: Feature[] = [{ id: 'rewrites-page', value: observation.counts.rewriters > 0 ? 1 : 0 }]
  if (site === null || match === null) return features
  const here = templateAt(site, observation.url) ?? match.template
  const { text, times } = mostRepeated(observation.blocks)
  const usual = Math.max(...site.templates.map(({ most }) => most.repeats))
  return [
    ...features,
    { id: 'new-cover', value: newCover(here, observation) },
    { id: 'emptied', value: emptied(templateAt(site, observation.url), observation) },
    { id: 'new-repeat', value: ramp(times - usual, 1, 4), params: [text.slice(0, 80), String(times)] },
  ]
}

/** What is left of a new cover's worth when it asks the reader for something, as walls and offers do. */
const REQUEST = 0.25

/** Something laid over all of the page, where the site never had as much. */
function newCover({ most }: Template, { counts, view }: Observation): number {
  if (counts.covers > most.covers) return counts.coverControls > 0 ? REQUEST : 1
  return most.covers === 0 && view !== null && Math.max(view.frame, view.overlay) > 0.6 ? 1 : 0
}

/** At an address where there was always a full page, next to nothing is left of it. */
function emptied(usual: Template | null, { counts }: Observation): number {
  if (usual === null) return 0
  const { elements, ownLinks } = usual.least
  const left = Math.max(counts.elements / Math.max(1, elements), counts.ownLinks / Math.max(1, ownLinks))
  return ramp(left, 0.6, 0.2)
}
