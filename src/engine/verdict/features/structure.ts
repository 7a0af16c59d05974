import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** What a working site has and a page put in its place has not. */
export function structureFeatures({ observation, siteness }: Reading): Feature[] {
  const { counts, tokens } = observation
  return [
    { id: 'no-own-links', value: ramp(counts.ownLinks, 6, 0), params: [String(counts.ownLinks)] },
    { id: 'no-landmarks', value: counts.landmarks === 0 ? 1 : 0 },
    { id: 'few-elements', value: ramp(counts.elements, 160, 20), params: [String(counts.elements)] },
    { id: 'few-names', value: ramp(tokens.names.length, 40, 4) },
    { id: 'working-site', value: ramp(siteness, 0.1, 0.8) },
  ]
}

/** What the page does not say about itself. A complete head never clears a page: it survives when only the body is replaced. */
export function identityFeatures({ observation }: Reading): Feature[] {
  const { description, canonicalHost, icons, siteName, feeds, generator } = observation.identity
  return [
    { id: 'no-description', value: description === '' ? 1 : 0 },
    { id: 'no-canonical', value: canonicalHost === '' ? 1 : 0 },
    { id: 'no-icon', value: icons === 0 ? 1 : 0 },
    { id: 'no-name', value: siteName === '' && feeds === 0 && generator === '' ? 1 : 0 },
  ]
}
