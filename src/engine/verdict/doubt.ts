import { isNotice } from '../patterns/schema.ts'
import type { Feature, FeatureId } from './feature.ts'
import { ownTexts } from './own-texts.ts'
import type { PageKind } from './page-kind.ts'
import type { Mark, Reading } from './reading.ts'

/** Values from which a sign says something of its own: a claim, goods in a site's place, a known campaign's lines. */
const CLAIM = 0.5
const SPAM = 0.5
const CAMPAIGN = 0.75
/** The same of words that are said outright, of a claim in the title, and of a page in black. */
const OUTRIGHT = 0.5
const TITLE = 0.5
const DARK = 0.5
/** Different own links, or landmarks where one page is all of a site, and texts without such words, that a site has. */
const OWN_LINKS = 5
const LANDMARKS = 3
const OWN_TEXTS = 4
/** UTF-16 units of a text from which it is no paragraph of a report any more. */
const LONG = 600
/** Strength up to which words are everybody's: their own slogans stand around what mourners quote. */
const COMMON = 1

/** Why red, and for `told` any alarm, would be too much for a page of a site that nobody knows yet. */
export const DOUBTS = [
  'told',
  'own-text',
  'only-quoted',
  'page-offer',
  'nobody-claims',
  'only-boasts',
] as const
export type Doubt = (typeof DOUBTS)[number]

/**
 * What a careful person would hold against an alarm on a site that is not known; null for nothing. Reports, satire and
 * museums are full of attackers' words; games say that they pwned somebody, bands that nobody is safe:
 * - `told`: the words are only told, in plain paragraphs among others, with a menu around them,
 * - `own-text`: they stand beside such paragraphs; only a site that is known tells whose they are,
 * - `only-quoted`: what gives an attacker away is told as somebody else's, all of it,
 * - `page-offer`: the page has something for those who come, such as a game or a song,
 * - `nobody-claims`: it leads on to pages of its own, as an attacker's poster does not, and nobody says that he took it,
 * - `only-boasts`: all that it says is what bands and films say as well, such as that nobody is safe.
 */
export function doubtOf(reading: Reading, kind: PageKind, features: readonly Feature[]): Doubt | null {
  const reaches = (id: FeatureId, least: number) =>
    features.some((feature) => feature.id === id && feature.value >= least)
  if (reaches('spam', SPAM)) return null
  if (hasOwnText(reading)) {
    const isPlain =
      !reaches('outright-words', OUTRIGHT) &&
      !reaches('claim-in-title', TITLE) &&
      !reaches('campaign', CAMPAIGN) &&
      !reaches('dark-page', DARK)
    return isPlain && marksOf(reading).every((mark) => isInParagraph(mark, reading)) ? 'told' : 'own-text'
  }
  if (isOnlyQuoted(marksOf(reading))) return 'only-quoted'
  if (reaches('campaign', CAMPAIGN)) return null
  if (kind === 'offer') return 'page-offer'
  if (reading.observation.counts.ownLinks > 0 && !reaches('claim', CLAIM)) return 'nobody-claims'
  return isOnlyBoasts(marksOf(reading)) ? 'only-boasts' : null
}

/** What doubt leaves of an alarm. */
export function levelInDoubt(
  level: 'defaced' | 'suspect' | null,
  doubt: Doubt | null,
): 'defaced' | 'suspect' | null {
  if (doubt === 'told') return null
  return level === 'defaced' && doubt !== null ? 'suspect' : level
}

/** What attackers say: notices speak against nobody. */
const marksOf = ({ marks }: Reading): Mark[] => marks.filter(({ hit }) => !isNotice(hit.entry.pattern.class))

/**
 * A menu of different places, or a page that is divided as sites are, and texts in which nobody says such words: those
 * are not an attacker's to give.
 */
function hasOwnText(reading: Reading): boolean {
  const { blocks, tokens, counts } = reading.observation
  if (tokens.links.length < OWN_LINKS && counts.landmarks < LANDMARKS) return false
  const own = ownTexts(
    blocks,
    marksOf(reading).map(({ hit }) => hit),
  )
  return new Set(own.map(({ text }) => text)).size >= OWN_TEXTS
}

/** Whether words stand in a text like any other, or in a headline of its size. */
function isInParagraph({ hit, place }: Mark, { observation }: Reading): boolean {
  const block = observation.blocks[hit.text - 1]
  if (block === undefined) return true
  return place !== 'overlay' && (block.loud === 0 || place === 'heading') && block.text.length <= LONG
}

function isOnlyBoasts(said: readonly Mark[]): boolean {
  const patterns = said.map(({ hit }) => hit.entry.pattern)
  return (
    patterns.length > 0 && patterns.every(({ class: kind, strength }) => kind === 'address' && strength === 1)
  )
}

function isOnlyQuoted(said: readonly Mark[]): boolean {
  const telling = said.filter(({ hit }) => hit.entry.pattern.strength > COMMON)
  return telling.length > 0 && telling.every(({ isQuoted }) => isQuoted)
}
