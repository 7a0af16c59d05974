import { type Block, LOUD, type Observation, type Place } from '../page/observation.ts'
import type { PatternSet } from '../patterns/compile.ts'
import { findBackwards, findPatterns, type PatternHit } from '../patterns/find.ts'
import { isProse } from './own-texts.ts'
import { toldHits } from './told.ts'

/** A pattern found on the page, with where it stands and how much it rules what a reader sees. */
export interface Mark {
  hit: PatternHit
  place: Place
  /** The words as they stand on the page. */
  quote: string
  /** 0: a side remark on a full page; 1: what the page says. */
  prominence: number
  /** Whether it is told: as somebody else's words, of somebody else's site, or in a text that goes on from it. */
  isQuoted: boolean
  /** Whether it stands where this site was never seen to put a text. */
  isForeign: boolean
}

/** An observation read through the patterns: what all features are taken from. */
export interface Reading {
  observation: Observation
  marks: readonly Mark[]
  /** Own links, landmarks and paragraphs of a working site, 0 (none) to 1 (plenty). */
  siteness: number
  /** 1 where the page says next to nothing, 0 where it has a full page's text. */
  brevity: number
  /** Letters of visible text that is not navigation, as many as an alphabet needs to say the same. */
  bodyText: number
  /** Blocks in surroundings that the site is not known to have; null where that cannot be told. */
  foreign: ReadonlySet<Block> | null
}

/** Below the first a page says one thing; above the second it has room to report on others. */
const BRIEF = 500
const FULL = 4_000
/** UTF-16 units of text up to which a page is read from its end as well: a poster, not a publication. */
const POSTER = 2_000
const QUOTE_BOUND = 160
/** What is left of the prominence of words that are told as somebody else's. */
const QUOTED = 0.5
/** How much of a site a page must be to tell of others. */
const TELLER = 0.3
/** Own links from which somebody may leave a comment, however little of a site a page is. */
const MENU = 3
/** What a short text's prominence loses on what is all of a site. */
const AT_HOME = 0.4

export function readPage(
  observation: Observation,
  patterns: PatternSet,
  foreign: ReadonlySet<Block> | null,
  /** Ids of patterns that stand still. */
  suspended: ReadonlySet<string> = new Set(),
): Reading {
  const { blocks, identity } = observation
  const bodyText = observation.counts.letters * worthOf(observation)
  const siteness = measureSiteness(observation)
  const brevity = ramp(bodyText, FULL, BRIEF)
  const texts = [identity.title]
  for (const { text } of blocks) texts.push(text)
  const isPoster = bodyText < POSTER
  const found = findPatterns(texts, patterns, { joinsWords: brevity > 0, backwards: isPoster })
  if (!isPoster && foreign !== null) found.push(...strangersBackwards(blocks, foreign, patterns))
  const hits = suspended.size === 0 ? found : found.filter(({ entry }) => !suspended.has(entry.pattern.id))
  const marked = hits.reduce((sum, hit) => sum + (blocks[hit.text - 1]?.text.length ?? 0), 0)
  const share = bodyText === 0 ? 0 : Math.min(1, marked / bodyText)
  // A site that is known tells of others, however little of a site it looks.
  const isTeller = siteness >= TELLER || foreign !== null
  const hasReaders = isTeller || observation.counts.ownLinks >= MENU
  // Of a site that is known, its own surroundings tell more than a tag that anybody can write.
  const isReport = foreign === null && (isTeller || isProse(observation, hits))
  const told = toldHits(texts, hits, isTeller || isReport, isReport)
  const marks = hits.map((hit): Mark => {
    const block = blocks[hit.text - 1]
    const place = block?.place ?? 'title'
    const quote = (texts[hit.text] ?? '').slice(hit.start, Math.min(hit.end, hit.start + QUOTE_BOUND))
    const isTold = told.has(hit) || (isReport && (place === 'quote' || place === 'caption'))
    const isForeign = !isTold && block !== undefined && foreign?.has(block) === true
    const usual = prominence(place, siteness, brevity, share) * (hasReaders && isComment(block) ? COMMENT : 1)
    return {
      hit,
      place,
      quote,
      isQuoted: isTold,
      isForeign,
      prominence: isForeign
        ? Math.max(usual, eyeCatching(block, hit.text - 1))
        : isTold
          ? usual * QUOTED
          : usual,
    }
  })
  return { observation, marks: marks.filter(isInScope), siteness, brevity, bodyText, foreign }
}

/** How many letters of an alphabet a letter of the page's stands for: Chinese says as much with a third of them. */
const worthOf = ({ scripts: { han, kana, hangul } }: Observation): number => 1 + 2 * han + kana + hangul

/** What is left of the worth of a reader's comment: there anybody has a say, "hacked by me". */
export const COMMENT = 0.4

export const isComment = (block: Block | undefined): boolean => block?.place === 'comment' && block.loud === 0

/** A full page is read backwards only where its site has no text, and no more of it than a poster says. */
function strangersBackwards(
  blocks: readonly Block[],
  foreign: ReadonlySet<Block>,
  patterns: PatternSet,
): PatternHit[] {
  const strangers: number[] = []
  let length = 0
  for (const [index, block] of blocks.entries()) {
    if (!foreign.has(block)) continue
    length += block.text.length
    if (length > POSTER) break
    strangers.push(index)
  }
  const texts = strangers.map((index) => blocks[index]?.text ?? '')
  return findBackwards(texts, patterns).map((hit) => ({ ...hit, text: (strangers[hit.text] ?? 0) + 1 }))
}

/** UTF-16 units of text from which something says something. */
export const SAYING = 8

/** Whether a text is set so that it is seen first. */
export const isLoud = ({ place, loud }: Block): boolean =>
  place === 'heading' || place === 'large' || place === 'overlay' || loud !== 0

/** How soon a reader meets a block: by its size and place in the markup, which is all that is known without a renderer. */
export function eyeCatching({ place, loud }: Block, index: number): number {
  if (place === 'overlay' || place === 'heading' || place === 'large' || (loud & LOUD.large) !== 0) return 1
  if (loud !== 0) return 0.9
  if (place === 'alt' || place === 'navigation' || place === 'caption' || place === 'script') return 0.3
  return index < 6 ? 0.8 : index < 20 ? 0.6 : 0.4
}

/** How much of what a reader sees is ruled by a text in this place. */
function prominence(place: Place, siteness: number, brevity: number, share: number): number {
  const poor = 1 - siteness
  switch (place) {
    case 'overlay':
      return Math.max(brevity, 0.6)
    case 'title':
    case 'heading':
    case 'large':
      return Math.max(brevity * (1 - AT_HOME * siteness), poor, 0.12)
    case 'navigation':
    case 'alt':
      return 0.6 * Math.max(brevity * poor, 0)
    case 'script':
      return brevity * poor
    case 'article':
    case 'caption':
    case 'comment':
    case 'quote':
    case 'body':
      return Math.max(brevity, poor * Math.max(share, 0.3), 0)
    default:
      return place satisfies never
  }
}

function isInScope({ hit, place, prominence }: Mark): boolean {
  switch (hit.entry.pattern.scope) {
    case 'any':
      return true
    case 'title':
      return place === 'title'
    case 'prominent':
      return (
        place === 'title' ||
        place === 'heading' ||
        place === 'large' ||
        place === 'overlay' ||
        prominence >= 0.5
      )
  }
}

function measureSiteness(observation: Observation): number {
  const { counts, tokens } = observation
  const links = ramp(Math.min(counts.ownLinks, tokens.links.length * 2), 3, 30)
  const landmarks = ramp(counts.landmarks, 0, 6)
  const text = ramp(counts.text * worthOf(observation), 800, 4_000)
  const names = ramp(tokens.names.length, 15, 120)
  return 0.45 * links + 0.15 * landmarks + 0.2 * text + 0.2 * names
}

/** 0 at `from`, 1 at `to`, straight between; works in both directions. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}
