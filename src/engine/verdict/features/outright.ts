import type { Block, Observation } from '../../page/observation.ts'
import { isWithin, type PatternHit } from '../../patterns/find.ts'
import { isNotice } from '../../patterns/schema.ts'
import type { PageMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { COMMENT, isComment, isLoud, type Mark, type Reading, ramp } from '../reading.ts'
import { leads } from '../told.ts'

const STRENGTH = { 1: 0.3, 2: 0.8, 3: 1 } as const
/** Blocks apart that are read as one: a headline and its teaser. */
const NEAR = 2
/** Longer texts have room to tell of something. */
const SHORT = 600
/** UTF-16 units of a name after a claim. */
const NAME = 32

/**
 * A short text that says such things outright, with nobody quoted: a headline that is the attacker's, with its teaser.
 * One mark must fill its block, or several kinds of marks stand close together. What is said in passing is no such thing.
 */
export function outrightFeatures({ marks, observation }: Reading, match: PageMatch | null): Feature[] {
  const said = marks.filter(
    ({ hit, isQuoted, place }) => !isQuoted && !isNotice(hit.entry.pattern.class) && place !== 'title',
  )
  const everywhere = chorus(said, observation, match !== null)
  // What is said in passing keeps nobody company, and neither does a part of another mark.
  const speaking = said.filter((mark) => {
    const block = observation.blocks[mark.hit.text - 1]
    const isHeard = match === null ? isOutspoken(mark, block) : (block?.text.length ?? 0) <= SHORT
    return isHeard && !said.some((other) => isInside(mark.hit, other.hit))
  })
  let best = 0
  let quote = ''
  for (const mark of said) {
    const block = observation.blocks[mark.hit.text - 1]
    const text = block?.text ?? ''
    if (
      text.length > SHORT ||
      (block?.place === 'navigation' && !isOutOfPlace(mark, block, observation, match))
    )
      continue
    const alone = fillsBlock(mark, text) ? STRENGTH[mark.hit.entry.pattern.strength] : 0
    const together = company(mark, speaking)
    const outright = Math.max(alone, together, everywhere.has(mark.quote.toLowerCase()) ? CHORUS : 0)
    const value = isComment(block) ? outright * COMMENT : outright
    if (value > best) {
      best = value
      quote = text.slice(0, 80)
    }
  }
  return [
    { id: 'outright-words', value: best, params: [quote] },
    // What is known to be a newspaper tells of such things; it does not say them itself.
    { id: 'new-voice', value: match === null ? 0 : ramp(best, 0.4, 0.8) * match.telling },
  ]
}

/**
 * Whether a menu or a foot says what none does: a claim that is all of its text, and leads nowhere in surroundings that
 * the site does not have, or stands in a good part of all entries. A few may be the name of a story.
 */
function isOutOfPlace(
  mark: Mark,
  { text, links }: Block,
  { blocks }: Observation,
  match: PageMatch | null,
): boolean {
  const { class: kind, strength } = mark.hit.entry.pattern
  if (match === null || strength !== 3 || (kind !== 'claim' && kind !== 'possession')) return false
  if (!fillsBlock(mark, text)) return false
  if (links === 0 && mark.isForeign) return true
  const entries = blocks.filter(({ place }) => place === 'navigation')
  const alike = entries.filter((entry) => entry.text === text).length
  return alike > MANY && alike >= entries.length * ENTRIES
}

/** Headlines that say the same from which nobody reports any more, and what that is worth. */
const MANY = 3
/** Share of a menu's entries. */
const ENTRIES = 0.3
const CHORUS = 0.8

/** How much of a headline a word of the trade must be, and of how many: a series of reports may be called by it. */
const ALL = 0.8
const SHARE = 0.25
/** UTF-16 units from which such words are a sentence, and not the name of somebody who is reported on. */
const SENTENCE = 18

/**
 * The words, in small letters, that are all that several headlines say, or that begin them. On a site that is not known
 * only a claim may go on; one that is known never spoke to its readers or their masters in several headlines at once.
 */
function chorus(said: readonly Mark[], { blocks }: Observation, isKnown: boolean): ReadonlySet<string> {
  const headlines = new Map<string, Set<number>>()
  const trade = new Set<string>()
  for (const { hit, place, quote } of said) {
    const { class: kind, strength } = hit.entry.pattern
    const text = blocks[hit.text - 1]?.text ?? ''
    if ((place !== 'heading' && place !== 'large') || !leads(text, hit.start)) continue
    if (kind === 'trade' && !(isKnown && rules(hit, text, ALL))) continue
    const goesOn = (kind === 'claim' && strength === 3) || (isKnown && isAppeal(hit))
    if (!goesOn && !rules(hit, text)) continue
    const words = quote.toLowerCase()
    const places = (headlines.get(words) ?? new Set<number>()).add(hit.text)
    headlines.set(words, places)
    if (kind === 'trade') trade.add(words)
  }
  const all = blocks.filter(({ place }) => place === 'heading' || place === 'large').length
  return new Set(
    [...headlines]
      .filter(([words, { size }]) => size >= (trade.has(words) ? Math.max(MANY, all * SHARE) : MANY))
      .map(([words]) => words),
  )
}

/** A sentence to readers or owners, and not the name or the cry of somebody. */
const isAppeal = ({ entry: { pattern }, start, end }: PatternHit): boolean =>
  (pattern.class === 'address' || pattern.class === 'possession' || pattern.class === 'campaign') &&
  end - start >= SENTENCE

/**
 * Whether a short text says the words first, mostly, or for all to see. Of a stranger a sentence with such words in it
 * tells nothing yet: a game says "You got pwned by the boss"; a site that is known never did.
 */
function isOutspoken({ hit }: Mark, block: Block | undefined): boolean {
  const text = block?.text ?? ''
  if (text.length > SHORT) return false
  return (block !== undefined && isLoud(block)) || leads(text, hit.start) || rules(hit, text)
}

/** Some words of a longer mark that is as strong. */
const isInside = (part: PatternHit, whole: PatternHit): boolean =>
  isWithin(part, whole) && STRENGTH[part.entry.pattern.strength] <= STRENGTH[whole.entry.pattern.strength]

/** Marks that share words. */
const isPartOf = (part: PatternHit, whole: PatternHit): boolean =>
  part !== whole && part.text === whole.text && part.start < whole.end && part.end > whole.start

/** Whether the words are most of what their text says. */
const rules = ({ start, end }: PatternHit, text: string, most = 0.4): boolean =>
  (end - start) / Math.max(1, text.length) >= most

/** Most of the text, or all of it but a name: "Seized by" and by whom. */
export function fillsBlock({ hit }: Pick<Mark, 'hit'>, text: string): boolean {
  const { start, end } = hit
  if (rules(hit, text)) return true
  const { class: kind, strength } = hit.entry.pattern
  return kind === 'claim' && strength === 3 && leads(text, start) && text.length - end <= NAME
}

/** Different kinds of marks within a few blocks: a claim with a word to the owner, a demand with a name. */
function company(mark: Mark, said: readonly Mark[]): number {
  if (!said.includes(mark)) return 0
  const classes = new Map<string, number>()
  for (const { hit } of said) {
    if (Math.abs(hit.text - mark.hit.text) > NEAR || isPartOf(hit, mark.hit)) continue
    const { class: group, strength } = hit.entry.pattern
    classes.set(group, Math.max(classes.get(group) ?? 0, STRENGTH[strength]))
  }
  if (classes.size < 2) return 0
  const strengths = [...classes.values()].sort((a, b) => b - a)
  return Math.min(1, ((strengths[0] ?? 0) + (strengths[1] ?? 0)) / 1.4)
}
