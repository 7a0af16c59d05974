import type { Block } from '../../page/observation.ts'
import type { PageMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'
import { LEET_WORD } from './writing.ts'

/** Below this a page is not one of the site's own, and every text on it may be a stranger's. */
const OWN = 0.3
/** UTF-16 units of a text that is a name, a list of names or a line beside them. */
const LINE = 300
/** UTF-16 units looked at on one page. */
const SAMPLE = 6_000
/** What a name is worth in a text that is not loud, on a page that is not the site's: it may be some number of an error. */
const QUIET = 0.5
/** Letters of a name from which the digits in it are no model's, virus's or road's. */
const LONG = 5
/** Names that are as many as ever count. */
const ENOUGH = 4

/** Digits that stand for letters in two places or more: `T3RS4K1T1`. */
const TWICE = /\p{L}[013457]+\p{L}+[013457]/u
/** A name set between tildes, as a path, or with a hacker's syllable in it, which no newspaper writes so. */
const SIGNED =
  /(?<!\S)~ ?[\p{L}\p{N}_.-]{2,24} ?~(?!\S)|(?<!\S)\.\/[\p{L}\p{N}][\p{L}\p{N}_.-]+|[\p{L}\p{N}_]*h[a4]x[o0]r[\p{L}\p{N}_]*/giu

/**
 * Names written as attackers sign their work, in loud texts where the site has none, or on a page that is not the site's
 * at all. One plain such word, which may be a product or a film, is none; two are, or one that is nothing else.
 */
export function handFeatures(match: PageMatch | null, { observation, foreign }: Reading): Feature[] {
  if (match === null) return []
  const isStranger = match.score < OWN
  let sum = 0
  let left = SAMPLE
  const names: string[] = []
  for (const block of observation.blocks) {
    if (left <= 0 || names.length >= ENOUGH) break
    if (block.text.length > LINE || !(isStranger || (foreign?.has(block) === true && isLoud(block)))) continue
    left -= block.text.length
    for (const [name, worth] of namesIn(block.text)) {
      if (names.includes(name)) continue
      names.push(name)
      sum += isLoud(block) ? worth : worth * QUIET
    }
  }
  return [{ id: 'foreign-hand', value: ramp(sum, 0.5, 1) * match.telling, params: [names.join(', ')] }]
}

const isLoud = ({ loud, place }: Block): boolean =>
  loud !== 0 || place === 'overlay' || place === 'heading' || place === 'large'

function* namesIn(text: string): Generator<[string, number]> {
  for (const word of (text.match(LEET_WORD) ?? []).filter(isSpeakable))
    yield [word, TWICE.test(word) && word.length >= LONG ? 1 : word.length >= 4 ? 0.5 : 0.25]
  for (const name of text.match(SIGNED) ?? []) yield [name, 0.5]
}

const LETTER_OF: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }
const HEXADECIMAL = /^[\da-f]{7,}$/i
const NO_VOWEL = /[^aeiouy]{5}/i

/** Read as the letters that its digits stand for, a name can be said; the number of a request cannot. */
function isSpeakable(word: string): boolean {
  if (HEXADECIMAL.test(word)) return false
  return !NO_VOWEL.test(word.replace(/[013457]/g, (digit) => LETTER_OF[digit] ?? digit))
}
