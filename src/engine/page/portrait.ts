import { type Block, type Observation, WRITING_SYSTEMS, type WritingSystem } from './observation.ts'

/** A page in the few words that a person would tell it by; to be put beside another look at the same address. */
export interface Portrait {
  /** Milliseconds since the epoch. */
  at: number
  /** Address without query and fragment. */
  url: string
  title: string
  /** First entries of the menus. */
  menu: string[]
  /** What is said first and loudest. */
  says: string[]
  links: number
  ownLinks: number
  images: number
  /** Letters of visible text. */
  text: number
  /** As the page states it, or empty. */
  language: string
  /** The writing system of most letters; null where there are none. */
  script: WritingSystem | null
  isDark: boolean
}

const TITLE_BOUND = 160
const MENU_BOUND = 6
const ENTRY_BOUND = 40
const SAYS_BOUND = 3
const SENTENCE_BOUND = 200
/** From this share of dark points on a screen is dark. */
const DARK_SCREEN = 0.6

/** Draws a page; text of it is cut, and stays text. */
export function portraitOf(observation: Observation): Portrait {
  const { at, url, identity, counts, language, look, view } = observation
  return {
    at,
    url,
    title: short(identity.title, TITLE_BOUND),
    menu: menuOf(observation.blocks),
    says: saysOf(observation.blocks),
    links: counts.links,
    ownLinks: counts.ownLinks,
    images: counts.images,
    text: counts.text,
    language,
    script: mainScript(observation),
    isDark: view === null ? look.background === 'dark' : view.dark > DARK_SCREEN,
  }
}

function menuOf(blocks: readonly Block[]): string[] {
  const entries = blocks.filter(({ place }) => place === 'navigation').map(({ text }) => text)
  return unique(entries, ENTRY_BOUND).slice(0, MENU_BOUND)
}

/** Headings and large type first, as a reader's eye goes; then whatever else stands there. */
function saysOf(blocks: readonly Block[]): string[] {
  const isLoud = ({ place }: Block) => place === 'heading' || place === 'large' || place === 'overlay'
  const isText = ({ place }: Block) =>
    place === 'body' || place === 'article' || place === 'comment' || place === 'quote'
  const texts = [...blocks.filter(isLoud), ...blocks.filter(isText)].map(({ text }) => text)
  return unique(texts, SENTENCE_BOUND).slice(0, SAYS_BOUND)
}

const unique = (texts: readonly string[], bound: number): string[] => [
  ...new Set(texts.map((text) => short(text, bound)).filter((text) => text !== '')),
]

/** Whole characters only: half of one is no text. */
function short(text: string, bound: number): string {
  const letters = Array.from(text.trim().slice(0, bound * 2))
  return letters.length <= bound ? letters.join('') : `${letters.slice(0, bound - 1).join('')}…`
}

function mainScript({ scripts }: Observation): WritingSystem | null {
  const [first] = WRITING_SYSTEMS.toSorted((a, b) => scripts[b] - scripts[a])
  return first === undefined || scripts[first] === 0 ? null : first
}
