import { OWN } from '../../signature/foreign.ts'
import type { PageMatch } from '../../signature/match.ts'
import type { Feature } from '../feature.ts'
import { isLoud, type Reading, ramp } from '../reading.ts'
import { LEET_WORD } from './writing.ts'

/** UTF-16 units of a text that is a name, a list of names or a line beside them. */
const LINE = 300
/** UTF-16 units looked at on one page, of loud texts and then of others. */
const SAMPLE = 6_000
/** UTF-16 units of a name; shorter ones are viruses, aircraft and rooms, longer ones numbers of something. */
const SHORTEST = 5
const LONGEST = 24

/** What a name is worth: enough alone; a third of that, for it may be a film; half, but however many there are. */
const WORTH = { name: 1, plain: 0.3, signed: 0.5 } as const
/** What a name is worth in a text that is not loud, on a page that is not the site's: it may be some number of an error. */
const QUIET = 0.5

/** Digits that stand for letters in two places or more, among letters enough: `T3R54K1T1`, and not `S01E03`. */
const TWICE = /\p{L}[013457]+\p{L}+[013457]/u
const LETTERS = 4
/** A name set between tildes, as a path, or with a hacker's syllable in it, which no newspaper writes so. */
const SIGNED =
  /(?<!\S)~ ?[\p{L}\p{N}_.-]{2,24} ?~(?!\S)|(?<!\S)\.\/[\p{L}\p{N}][\p{L}\p{N}_.-]{1,40}|h[a4]x[o0]r/iu
/** Words of letters and digits, and how many of a line's are such where it is written that way as a whole. */
const MIXED = /^(?=.*\p{L})(?=.*\d)[\p{L}\d]+$/u
const MIXED_WORDS = 3
const MIXED_SHARE = 0.6
/** What says that a number follows, whatever it looks like. */
const NUMBERED =
  /(?:^|[^\p{L}])(?:id|ref|reference|code|nr|no|number|request|ticket|case|trace|ray|session|token|key)[\s.:#°-]*$|[#/=-]$/iu

/**
 * Names written as attackers sign their work, in loud texts where the site has none, or on a page that is not the site's
 * at all. One plain such word, which may be a product or a film, is none; three are, or one that is nothing else.
 */
export function handFeatures(match: PageMatch | null, { observation, foreign }: Reading): Feature[] {
  if (match === null) return []
  // Of a page that is not the site's own every text may be a stranger's.
  const isStranger = match.score < OWN
  const alien = observation.blocks.filter(
    (block) => block.text.length <= LINE && (isStranger || (foreign?.has(block) === true && isLoud(block))),
  )
  const names = new Map<string, number>()
  let left = SAMPLE
  let sum = 0
  for (const block of [...alien.filter(isLoud), ...alien.filter((one) => !isLoud(one))]) {
    if (left <= 0 || sum >= 1) break
    left -= block.text.length
    for (const [name, worth] of namesIn(block.text))
      names.set(name, Math.max(names.get(name) ?? 0, isLoud(block) ? worth : worth * QUIET))
    sum = worthOf(names)
  }
  return [
    {
      id: 'foreign-hand',
      value: ramp(sum, 2 * WORTH.plain, 1) * match.telling,
      params: [[...names.keys()].slice(0, 4).join(', ')],
    },
  ]
}

/** Ways to sign that a program's manual has as well count once. */
function worthOf(names: ReadonlyMap<string, number>): number {
  let sum = 0
  let signed = 0
  for (const [name, worth] of names)
    if (SIGNED.test(name)) signed = Math.max(signed, worth)
    else sum += worth
  return sum + signed
}

function* namesIn(text: string): Generator<[string, number]> {
  for (const { 0: word, index } of text.matchAll(LEET_WORD))
    if (isName(word) && !NUMBERED.test(text.slice(Math.max(0, index - LONGEST), index)))
      yield [word, isTwice(word) || isWrittenSo(text) ? WORTH.name : WORTH.plain]
  const [signed] = SIGNED.exec(text) ?? []
  if (signed !== undefined) yield [signed, WORTH.signed]
}

/** Whether nearly every word of a line mixes letters and digits: `PAWN3D 8Y 0N3`. */
function isWrittenSo(text: string): boolean {
  const words = text.split(/[^\p{L}\d]+/u).filter((word) => word !== '')
  const mixed = words.filter((word) => MIXED.test(word)).length
  return mixed >= MIXED_WORDS && mixed / words.length >= MIXED_SHARE
}

const isTwice = (word: string): boolean => TWICE.test(word) && word.replace(/\d/g, '').length >= LETTERS

const LETTER_OF: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }
const HEXADECIMAL = /^[\da-f]+$/i
const NO_VOWEL = /[^aeiouy]{5}/i

/** Read as the letters that its digits stand for, a name can be said; the number of a request cannot. */
function isName(word: string): boolean {
  if (word.length < SHORTEST || word.length > LONGEST || HEXADECIMAL.test(word)) return false
  return !NO_VOWEL.test(word.replace(/[013457]/g, (digit) => LETTER_OF[digit] ?? digit))
}
