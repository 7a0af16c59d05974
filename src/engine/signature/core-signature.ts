import { coreNeed, versionsOf } from './family.ts'
import type { PageFeatures } from './features.ts'
import { isGeneric, isGenericPrefix } from './generic.ts'
import { FAMILY_WEIGHT, type PageMatch, TELLING_CORE } from './match.ts'
import { publishedHash } from './published-hash.ts'
import { type Generation, RANGED_COUNTS, type SiteSignature } from './signature.ts'

/** Raised whenever the meaning of a published core changes. */
export const CORE_VERSION = 1

/** Families a page is cleared by; the rest is not published. */
export const CORE_FAMILIES = ['links', 'names', 'structure'] as const
export type CoreFamily = (typeof CORE_FAMILIES)[number]

/** Features published of one template, by family; all templates of a site fit into 2 KB. */
export const CORE_BOUND: Record<CoreFamily, number> = { links: 34, names: 34, structure: 16 }

/** What others may be told of a host: the core of each template and nothing of its reader's visits. */
export interface CoreSignature {
  version: typeof CORE_VERSION
  host: string
  /** When it was made, in milliseconds since the epoch, whole days. */
  issued: number
  templates: CoreTemplate[]
}

export interface CoreTemplate {
  /** Sorted hashes, as `publishedHash` gives them. */
  features: Record<CoreFamily, Uint16Array>
  /** Whether a frame over everything is usual. */
  hasCover: boolean
}

const DAY = 86_400_000

/** The core of every trusted template's design in use. */
export function coreSignature({ host, templates }: SiteSignature, now: number): CoreSignature {
  return {
    version: CORE_VERSION,
    host,
    issued: Math.floor(now / DAY) * DAY,
    templates: templates
      .filter(({ standing }) => standing === 'trusted')
      .flatMap(({ generations: [current] }) => (current === undefined ? [] : [coreTemplate(current)])),
  }
}

function coreTemplate(generation: Generation): CoreTemplate {
  return {
    features: {
      links: publishedCore(generation, 'links'),
      names: publishedCore(generation, 'names'),
      structure: publishedCore(generation, 'structure'),
    },
    hasCover: (generation.high[RANGED_COUNTS.indexOf('covers')] ?? 0) > 0,
  }
}

/** The site's own before what all sites have; among equals always the same ones, by their hash. */
function publishedCore({ families, visits }: Generation, name: CoreFamily): Uint16Array {
  const { tokens, seen } = families[name]
  const core = Array.from(tokens).filter((_, i) => versionsOf(seen[i] ?? 0) >= coreNeed(visits))
  const chosen = [
    ...core.filter((token) => !isGeneric(name, token)),
    ...core.filter((token) => isGeneric(name, token)),
  ].slice(0, CORE_BOUND[name])
  return Uint16Array.from(new Set(chosen.map(publishedHash))).sort()
}

/** A core of fewer features could be anybody's. */
const SMALLEST_CORE = 6

/** The published template that the page is most like, or null where none can be told by. */
export function matchCore({ templates }: CoreSignature, page: PageFeatures): PageMatch | null {
  let best: PageMatch | null = null
  for (const template of templates) {
    const match = matchTemplate(template, page)
    if (match !== null && match.score > (best?.score ?? -1)) best = match
  }
  return best
}

function matchTemplate({ features, hasCover }: CoreTemplate, page: PageFeatures): PageMatch | null {
  let sum = 0
  let weight = 0
  for (const name of CORE_FAMILIES) {
    const core = features[name]
    if (core.length < SMALLEST_CORE) continue
    sum += FAMILY_WEIGHT[name] * share(core, page[name])
    weight += FAMILY_WEIGHT[name]
  }
  if (weight === 0) return null
  return { score: sum / weight, telling: Math.min(1, ownFeatures(features) / TELLING_CORE), hasCover }
}

/** Features of a template that hardly another site has; from `TELLING_CORE` on they tell it from any. */
export function ownFeatures(features: CoreTemplate['features']): number {
  return CORE_FAMILIES.reduce(
    (sum, name) => sum + features[name].filter((token) => !isGenericPrefix(name, token)).length,
    0,
  )
}

/** Both lists are sorted, and stay so when their hashes are cut. */
function share(core: Uint16Array, features: Uint32Array): number {
  let held = 0
  for (let i = 0, j = 0; i < core.length; i++) {
    const token = core[i] ?? 0
    while (j < features.length && publishedHash(features[j] ?? 0) < token) j++
    if (j < features.length && publishedHash(features[j] ?? 0) === token) held++
  }
  return held / core.length
}
