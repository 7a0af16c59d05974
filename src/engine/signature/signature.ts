import { type CountName, type Tokens, WRITING_SYSTEMS } from '../page/observation.ts'

/** Families of features a template remembers: the page's tokens, what it says of itself, where its texts stand. */
export type FamilyName = keyof Tokens | 'contexts' | 'identity'
export const FAMILY_NAMES = [
  'structure',
  'names',
  'links',
  'hosts',
  'contexts',
  'identity',
] as const satisfies readonly FamilyName[]

/**
 * Raised whenever the meaning of a signature changes. Earlier ones that `codec/versions.ts` names are brought up to it;
 * all others are rebuilt from new visits.
 */
export const SIGNATURE_VERSION = 4

/** Versions of a template that are remembered; a feature seen in most of them is its core. */
export const WINDOW = 5
/** Share of the remembered versions that a feature of the core was seen in. */
export const CORE_SHARE = 0.6
/** Templates of one host. */
export const TEMPLATES_BOUND = 12
/** Designs of one template: the one in use and those before it. */
export const GENERATIONS_BOUND = 3
/** Features of all templates together; chosen so that the stored form stays under 24 KB whatever they are. */
export const ENTRIES_BOUND = 6_800
/** Addresses of one template that are remembered. */
export const ROUTES_BOUND = 16

/** Counts whose usual range is remembered. */
export const RANGED_COUNTS = [
  'elements',
  'text',
  'links',
  'ownLinks',
  'images',
  'forms',
  'frames',
  'covers',
  'media',
  'scripts',
  'landmarks',
  'paragraphs',
  'headings',
  'repeats',
  'sameHeadlines',
] as const satisfies readonly CountName[]
export type RangedCount = (typeof RANGED_COUNTS)[number]

/** Steps in which a share of 0 to 1 is remembered. */
export const SHARE_STEPS = 255
export const SCRIPTS_LENGTH = WRITING_SYSTEMS.length

/** What is known to be good about one host of a site. Plain data; hashes are of `FEATURE_BITS` bits. */
export interface SiteSignature {
  version: typeof SIGNATURE_VERSION
  host: string
  /** Milliseconds since the epoch. */
  firstSeen: number
  lastSeen: number
  /** Visits that were learned. */
  visits: number
  /** Id of the template that the latest of them went into. */
  latest: number
  templates: Template[]
}

/**
 * How far a template is believed. `provisional`: a site's first ones, or vouched for by the site's own links; what
 * it says counts from its second visit on. `quarantine`: disagrees with what is known, so it clears nothing yet.
 */
export const STANDINGS = ['quarantine', 'provisional', 'trusted'] as const
export type Standing = (typeof STANDINGS)[number]

/**
 * What speaks for a page that disagrees with what is known: nothing, where it is a poster beside the site's pages;
 * that it is a page of the site's size; that it says to be the site, too; that it has the site's own links.
 */
export const VOUCHES = ['nothing', 'size', 'identity', 'links'] as const
export type Vouch = (typeof VOUCHES)[number]

/** One kind of page of the site: home, section, article, … found without being told. */
export interface Template {
  id: number
  standing: Standing
  /** The weakest that spoke for it on any of its visits in quarantine. */
  vouch: Vouch
  firstSeen: number
  lastSeen: number
  /** Visits that were learned, however many are still remembered. */
  visits: number
  /** Different days among them. */
  days: number
  /** When the latest of these days began. */
  dayAt: number
  /** Count of the site's visits at the first and the latest of this template: a clock that jumps cannot age it. */
  firstVisit: number
  lastVisit: number
  /** Hashes of the addresses it was seen at, digits folded; the latest first. */
  routes: number[]
  /** The design in use, then those before it. */
  generations: Generation[]
}

/** One design of a template. */
export interface Generation {
  firstSeen: number
  lastSeen: number
  visits: number
  /** When the latest version was begun, in milliseconds since the epoch. */
  versionAt: number
  families: Record<FamilyName, Family>
  /** Lowest and highest of each of `RANGED_COUNTS`, log-quantised. */
  low: Uint8Array
  high: Uint8Array
  /** Usual share of each writing system in the text, in `SHARE_STEPS`. */
  scripts: Uint8Array
  /** Share of versions on a dark ground, in `SHARE_STEPS`. */
  dark: number
  /** Usual share of text that stands in known surroundings, in `SHARE_STEPS`; all for a site that never varies. */
  familiarity: number
}

/** Features of one family, sorted, and in which of the last versions each stood (bit 0 is the newest). */
export interface Family {
  tokens: Uint32Array
  seen: Uint8Array
}
