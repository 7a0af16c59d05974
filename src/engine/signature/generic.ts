import { GENERIC } from './generic-data.ts'
import type { FamilyName } from './signature.ts'

const setOf = (tokens: string): ReadonlySet<number> =>
  new Set(tokens.split(' ').map((token) => Number.parseInt(token, 36)))

const SHARED: { readonly [family in FamilyName]?: ReadonlySet<number> } = {
  structure: setOf(GENERIC.structure),
  names: setOf(GENERIC.names),
  links: setOf(GENERIC.links),
  hosts: setOf(GENERIC.hosts),
}

/** Whether a feature stands on so many sites that it tells none from another. */
export const isGeneric = (family: FamilyName, token: number): boolean => SHARED[family]?.has(token) === true
