import type { Guest } from './guests.ts'
import type { View } from './view.ts'

/** Raised whenever the meaning of an observation changes; other versions are refused, not guessed at. */
export const OBSERVATION_VERSION = 11

/** Where a visible text stands on the page. `body` is everything that no other place names. */
export const PLACES = [
  'title',
  'heading',
  'large',
  'overlay',
  'article',
  'navigation',
  'caption',
  /** In what its class or id calls a comment: there readers speak. */
  'comment',
  /** In a quotation that is marked up as one. */
  'quote',
  'alt',
  /** Words that a script of a page with next to no text keeps for the reader: typed out, put into dialogs. */
  'script',
  'body',
] as const
export type Place = (typeof PLACES)[number]

/** What markup does to make a text loud, as bits. */
export const LOUD = { neon: 1, dark: 2, large: 4 } as const

/** One run of visible text between two block-level boundaries, white space collapsed. */
export interface Block {
  text: string
  place: Place
  /** Hash of the three nearest block-level elements, tags and first class names: tells whether it is the site's own. */
  context: number
  /** How many links the block holds; a menu has many, a message none. */
  links: number
  /** How its own markup shouts: `LOUD` bits. */
  loud: number
}

/** What the page says about itself. Every text is trimmed, collapsed and bounded. */
export interface Identity {
  title: string
  siteName: string
  description: string
  generator: string
  /** Host named by `<link rel=canonical>`, or empty. */
  canonicalHost: string
  /** Target of `<meta http-equiv=refresh>`, without query and fragment, or empty. */
  refresh: string
  /** Whole address that a script, without being asked, sends every reader to, or empty. */
  sendsTo: string
  icons: number
  feeds: number
}

/** Hashed features by family (unsigned 32-bit, sorted, unique). */
export interface Tokens {
  /** Short tag paths: the element with its two nearest kept ancestors. */
  structure: number[]
  /** Class and id names without the parts that builds and counters generate. */
  names: number[]
  /** Links to the page's own site, without query and fragment, digits folded. */
  links: number[]
  /** Hosts that scripts, styles, images and frames come from. */
  hosts: number[]
}

export const TOKEN_FAMILIES = [
  'structure',
  'names',
  'links',
  'hosts',
] as const satisfies readonly (keyof Tokens)[]

export const COUNT_NAMES = [
  'elements',
  /** Elements that could hold something to see: without one there is not even a place for a script to draw in. */
  'containers',
  /** UTF-16 units of visible text, title not included. */
  'text',
  /** Letters of visible text that is not navigation. */
  'letters',
  'links',
  'ownLinks',
  'images',
  'forms',
  'passwords',
  'frames',
  /** Frames that are as wide and high as the page. */
  'coverFrames',
  /** Elements of any kind that are laid over all of the page. */
  'covers',
  /** Those of them that are painted all over in one colour, where nothing over the page has anything drawn in it. */
  'sheets',
  /** Buttons, fields and own links in what lies over the page: a request has them, a message has none. */
  'coverControls',
  /** Links to the page's own site that readers are not shown. */
  'hiddenLinks',
  /** audio, video, embed, object and bgsound that start by themselves. */
  'autoplay',
  'media',
  'scripts',
  /** Inline scripts that write the page: document.write, unescape, String.fromCharCode, innerHTML, … */
  'writers',
  /** Inline scripts that put another page in this one's place. */
  'rewriters',
  /** Inline scripts or attributes that block the context menu, selection or keys. */
  'blockers',
  /** Inline scripts that send the reader to another address. */
  'redirects',
  /** alert, confirm or prompt calls in inline scripts. */
  'alerts',
  'styles',
  /** marquee and blink */
  'moving',
  /** center and font */
  'dated',
  /** nav, header, main, footer, article, aside, section */
  'landmarks',
  'paragraphs',
  'headings',
  /** Places in which the one longer text stands that stands in most of them. */
  'repeats',
  /** The same for headlines alone. */
  'sameHeadlines',
] as const
export type CountName = (typeof COUNT_NAMES)[number]
export type Counts = Record<CountName, number>

/** Writing systems told apart by code point. Shares are of the letters in visible text, 0 to 1. */
export const WRITING_SYSTEMS = [
  'latin',
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
  'han',
  'kana',
  'hangul',
  'indic',
  'thai',
  'other',
] as const
export type WritingSystem = (typeof WRITING_SYSTEMS)[number]

/** The look that the markup itself gives the page; what a renderer saw is in `view`. */
export interface Look {
  /** Background of html or body as written in attributes, inline styles and style elements. */
  background: 'dark' | 'light' | 'unknown'
  /** Text colours by name or value that speak of a terminal or a horror film: lime, red, cyan on dark. */
  neon: number
}

/** Caps that were hit while the page was read. A page that was cut is never called intact. */
export const LIMITS = ['elements', 'text', 'blocks', 'tokens', 'depth', 'time', 'bytes'] as const
export type Limit = (typeof LIMITS)[number]

/**
 * A page reduced to plain, bounded, versioned data: all that judging and learning ever see of it.
 * It survives JSON unchanged.
 */
export interface Observation {
  version: typeof OBSERVATION_VERSION
  /** Address without query and fragment. */
  url: string
  /** HTTP status, 0 where the browser does not tell. */
  status: number
  /** Milliseconds since the epoch. */
  at: number
  /** Value of `<html lang>`, lower case, or empty. */
  language: string
  direction: 'ltr' | 'rtl' | ''
  identity: Identity
  tokens: Tokens
  counts: Counts
  scripts: Record<WritingSystem, number>
  look: Look
  /**
   * Foreign hosts that frames and pictures over the page come from; `data:` for what is folded up in the page itself.
   * Those whose sites the page's scripts come from too are left out: a service puts its frame where its script is asked
   * in.
   */
  coverHosts: string[]
  /** Foreign hosts, empty where there is none, of the one picture that most images show, and that most links lead to. */
  foreign: Record<'picture' | 'links', { host: string; times: number }>
  /** Who else had a hand in the page, sorted; nothing is judged by it but what is laid over the page. */
  guests: Guest[]
  blocks: Block[]
  /** What a reader sees of the first screen; null where nothing was rendered. */
  view: View | null
  limits: Limit[]
}
