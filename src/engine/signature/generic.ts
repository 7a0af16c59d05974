import { GENERIC } from './generic-data.ts'
import { publishedHash } from './published-hash.ts'
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

/** The same of a feature of which only the first bits were published. */
export const isGenericPrefix = (family: FamilyName, prefix: number): boolean =>
  PREFIXES[family]?.has(prefix) === true

const prefixesOf = (tokens: ReadonlySet<number> | undefined): ReadonlySet<number> =>
  new Set(Array.from(tokens ?? [], publishedHash))

const PREFIXES: { readonly [family in FamilyName]?: ReadonlySet<number> } = {
  structure: prefixesOf(SHARED.structure),
  names: prefixesOf(SHARED.names),
  links: prefixesOf(SHARED.links),
}
