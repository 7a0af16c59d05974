import type { Tokens } from '../page/observation.ts'

/** Families of features a template remembers: the page's tokens, and the surroundings its texts stand in. */
export type FamilyName = keyof Tokens | 'contexts'
export const FAMILY_NAMES = [
  'structure',
  'names',
  'links',
  'hosts',
  'contexts',
] as const satisfies readonly FamilyName[]

/** Raised whenever the meaning of a stored signature changes; other versions are rebuilt from new visits. */
export const SIGNATURE_VERSION = 3

/** Versions of a template that are remembered; a feature seen in most of them is its core. */
export const WINDOW = 5
/** Share of the remembered versions that a feature of the core was seen in. */
export const CORE_SHARE = 0.6
/** Templates of one host. */
export const TEMPLATES_BOUND = 12
/** Features of one family that a template remembers. */
export const FAMILY_BOUND = 1_200

/** Addresses of one host of which it is remembered what stands there. */
export const ADDRESSES_BOUND = 24

/** Sizes of a page that its template keeps within bounds. */
export const SIZE_NAMES = ['elements', 'text', 'ownLinks', 'covers', 'repeats'] as const
export type SizeName = (typeof SIZE_NAMES)[number]
export type Sizes = Record<SizeName, number>

/** What is known to be good about one host of a site. Plain JSON data. */
export interface SiteSignature {
  version: typeof SIGNATURE_VERSION
  host: string
  /** Milliseconds since the epoch. */
  firstSeen: number
  lastSeen: number
  visits: number
  templates: Template[]
  /** The addresses seen most lately, newest first. */
  addresses: KnownAddress[]
}

/** One address, and the template that was seen there. */
export interface KnownAddress {
  /** Hash of the path. */
  path: number
  template: number
  visits: number
}

/** One kind of page of the site: home, section, article, … found without being told. */
export interface Template {
  id: number
  firstSeen: number
  lastSeen: number
  /** Visits that were learned, however many are still remembered. */
  visits: number
  families: Record<FamilyName, Family>
  /** The least and the most that was seen of each size, drawn slowly towards what is seen now. */
  least: Sizes
  most: Sizes
  /** Share of text that stands in known surroundings, as it usually is: 1 for a site that never varies. */
  familiarity: number
}

/** Features of one family: the hash, and in which of the last versions it stood (bit 0 is the newest). */
export interface Family {
  tokens: number[]
  seen: number[]
}
