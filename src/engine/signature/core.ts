import type { PageFeatures } from './features.ts'
import { CORE_SHARE, type Family, type FamilyName, type Template, WINDOW } from './signature.ts'

/** How much of a template's stable core a page holds, 0 to 1, by family; null where the core is too small to tell. */
export type Containment = Record<FamilyName, number | null>

/** A core of fewer features could be anybody's. */
const SMALLEST_CORE = 6

/** The features seen in most of the versions remembered. */
export function stableCore(family: Family, visits: number): number[] {
  const versions = Math.min(visits, WINDOW)
  const need = Math.ceil(versions * CORE_SHARE)
  return family.tokens.filter((_, i) => bitCount(family.seen[i] ?? 0) >= need)
}

export function containment(template: Template, page: PageFeatures): Containment {
  const share = (family: FamilyName) => {
    const core = stableCore(template.families[family], template.visits)
    if (core.length < SMALLEST_CORE) return null
    const here = new Set(page[family])
    return core.filter((token) => here.has(token)).length / core.length
  }
  return {
    structure: share('structure'),
    names: share('names'),
    links: share('links'),
    hosts: share('hosts'),
    contexts: share('contexts'),
  }
}

function bitCount(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}
