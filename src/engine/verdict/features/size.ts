import type { Observation } from '../../page/observation.ts'
import { routeOf } from '../../signature/features.ts'
import { isSettled, type PageMatch } from '../../signature/match.ts'
import { countOf, rangeOf } from '../../signature/ranges.ts'
import type { Generation, RangedCount, SiteSignature } from '../../signature/signature.ts'
import { designs } from '../../signature/site-designs.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp, SAYING } from '../reading.ts'
import { isStrangeHost } from '../strange-host.ts'
import { repeatFeatures } from './repeat.ts'

/** What there is more of, or less, than the site ever had; nothing to say where nothing is known. */
export function sizeFeatures(
  site: SiteSignature | null,
  match: PageMatch | null,
  { observation }: Reading,
): Feature[] {
  const features: Feature[] = [{ id: 'rewrites-page', value: observation.counts.rewriters > 0 ? 1 : 0 }]
  if (site === null || match === null) return features
  const most = (name: RangedCount) => Math.max(0, ...designs(site).map((design) => highest(design, name)))
  const origin = observation.coverHosts.find((host) => isStrangeHost(site, host)) ?? null
  return [
    ...features,
    { id: 'new-cover', value: match.hasCover ? 0 : newCover(observation) },
    { id: 'no-way-out', value: match.hasCover ? 0 : noWayOut(observation) },
    { id: 'blank-cover', value: match.hasCover ? 0 : blankCover(observation) },
    { id: 'cover-stranger', value: origin === null ? 0 : 1, params: [origin ?? ''] },
    { id: 'emptied', value: emptied(site, observation) },
    { id: 'original-hidden', value: originalHidden(site, observation) },
    ...repeatFeatures(observation, most, match),
  ]
}

/** What is left of a new cover's worth when it asks the reader for something, as walls and offers do. */
const REQUEST = 0.25

/** Share of the first screen from which something over it covers the page, where that was seen. */
const COVERED = 0.6

/** Something laid over all of the page, where the site never had as much. */
function newCover({ counts, view }: Observation): number {
  if (counts.covers > 0) return counts.coverControls > 0 ? REQUEST : 1
  return view !== null && Math.max(view.frame, view.overlay) > COVERED ? 1 : 0
}

/** What covers the page says something and leaves the reader nothing to follow or to press. */
function noWayOut({ counts, blocks, coverHosts }: Observation): number {
  if (counts.covers === 0 || counts.coverControls > 0) return 0
  // What stands in a frame is not seen from here: it may have a way out of its own.
  const isSaying =
    coverHosts.length > counts.coverFrames ||
    blocks.some(({ place, text }) => place === 'overlay' && text.length >= SAYING)
  return isSaying ? 1 : 0
}

/** One colour lies over all of the page, and nothing else: no word, no picture, nothing to press. */
function blankCover({ counts, coverHosts, blocks, view }: Observation): number {
  if (counts.sheets === 0 || counts.coverControls > 0 || coverHosts.length > 0) return 0
  // What a script took away again before anybody saw it covers nothing.
  if (view !== null && view.overlay < COVERED) return 0
  return blocks.some(({ place, text }) => place === 'overlay' && text.length >= SAYING) ? 0 : 1
}

/** The site's own links are all there, as many as it always had, and a reader is shown next to none of them. */
function originalHidden(site: SiteSignature, { counts }: Observation): number {
  const usual = Math.min(...designs(site).map((design) => lowest(design, 'ownLinks')))
  if (!Number.isFinite(usual)) return 0
  return (
    ramp(counts.hiddenLinks, usual * 0.3, usual * 0.8 + 4) *
    ramp(counts.ownLinks, usual * 0.3 + 2, usual * 0.1)
  )
}

/** At an address where there was always a full page, next to nothing is left of it. */
function emptied(site: SiteSignature, observation: Observation): number {
  const route = routeOf(observation)
  const here = site.templates.filter((one) => isSettled(one) && one.routes.includes(route))
  if (here.length === 0) return 0
  const { counts } = observation
  const left = here.flatMap(({ generations }) =>
    generations.map((design) =>
      Math.max(
        counts.elements / Math.max(1, lowest(design, 'elements')),
        counts.ownLinks / Math.max(1, lowest(design, 'ownLinks')),
      ),
    ),
  )
  return ramp(Math.max(...left), 0.6, 0.2)
}

const lowest = (design: Generation, name: RangedCount): number => countOf(rangeOf(design, name).low)
const highest = (design: Generation, name: RangedCount): number => countOf(rangeOf(design, name).high)
