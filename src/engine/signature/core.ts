import { coreNeed, versionsOf } from './family.ts'
import type { PageFeatures } from './features.ts'
import { isGeneric } from './generic.ts'
import { FAMILY_NAMES, type Family, type FamilyName, type Generation } from './signature.ts'

/** How much of a design's stable core a page holds, 0 to 1, by family; null where the core is too small to tell. */
export type Containment = Record<FamilyName, number | null>

/** A core of fewer features could be anybody's. */
const SMALLEST_CORE = 6
/** What a site says of itself is few things, and it clears nothing. */
const SMALLEST_IDENTITY = 1

export interface Held {
  containment: Containment
  /** Features of the core, over the families that can clear a page, that hardly another site has. */
  own: number
}

/** One walk along both sorted lists for each family. */
export function held({ families, visits }: Generation, page: PageFeatures): Held {
  const containment: Containment = {
    structure: null,
    names: null,
    links: null,
    hosts: null,
    contexts: null,
    identity: null,
  }
  let own = 0
  for (const name of FAMILY_NAMES) {
    const smallest = name === 'identity' ? SMALLEST_IDENTITY : SMALLEST_CORE
    const share = shareOf(families[name], visits, page[name], name)
    if (share.size >= smallest) containment[name] = share.held / share.size
    if (name === 'links' || name === 'names' || name === 'structure') own += share.own
  }
  return { containment, own }
}

function shareOf(family: Family, visits: number, page: Uint32Array, name: FamilyName) {
  const { tokens, seen } = family
  const need = coreNeed(visits)
  const sum = { held: 0, size: 0, own: 0 }
  for (let i = 0, j = 0; i < tokens.length; i++) {
    if (versionsOf(seen[i] ?? 0) < need) continue
    const token = tokens[i] ?? 0
    sum.size++
    if (!isGeneric(name, token)) sum.own++
    while (j < page.length && (page[j] ?? 0) < token) j++
    if (page[j] === token) sum.held++
  }
  return sum
}
