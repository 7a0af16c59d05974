import type { Block, WritingSystem } from '../../page/observation.ts'
import { unitAt } from '../../text/unit-at.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'
import { scriptOf } from '../script-of.ts'

/** Ornaments drawn with characters: boxes, blocks, arrows, crosses, rows of tildes, equals signs and brackets. */
const ORNAMENT =
  /[─-◿☠-☭✀-➿═╔╗╚╝░▒▓█▄▀►◄★☆†‡卐卍꧁꧂]|[=~_*+#<>^-]{4,}|[[({<|][=~:!.+*x-]{1,3}[\])}>|]|-=|=-|:::|\/\/\.|\|\|/u
const ORNAMENT_HERE = new RegExp(ORNAMENT, 'uy')
/** A word in which digits stand for letters: `h4ck3d`, `d3f4c3r`. Years, sizes and model numbers are none. */
export const LEET_WORD =
  /(?<![\p{L}\p{N}])(?=\p{Script=Latin}*\d)(?:\p{Script=Latin}+[013457]+\p{Script=Latin}+(?:[013457]+\p{Script=Latin}+)*[013457]*|[013457]\p{Script=Latin}+[013457]\p{Script=Latin}*)(?![\p{L}\p{N}])/gu
/** How bare a page is on which the way it is written says nothing yet. */
const HARDLY_BARE = 0.1
/** UTF-16 units of a page's text that are enough to see how it is written: more of them change no verdict. */
const SAMPLE = 1_000

/** How the page is written. */
export function writingFeatures(reading: Reading): Feature[] {
  const { observation, brevity, siteness } = reading
  const { identity, blocks } = observation
  const bare = ramp(brevity * (1 - siteness), HARDLY_BARE, 1)
  const titleLook = lookAt(identity.title, nothingSeen())
  // What only counts on a bare page is not looked for on any other.
  const { capitals, ornaments, leet } = bare === 0 ? NONE : letterLook(titleLook.leet, blocks)
  return [
    { id: 'ornament', value: bare * ramp(ornaments, 0, 0.03) },
    {
      id: 'leet',
      value: bare * ramp(leet.length, 0, ENOUGH),
      params: [leet.join(', ')],
    },
    { id: 'foreign-script', value: foreignScript(reading) },
    { id: 'capitals', value: bare * ramp(capitals, 0.35, 0.8) },
    {
      id: 'decorated-title',
      value: titleLook.ornaments + titleLook.leet.length > 0 ? 1 - siteness : 0,
      params: [identity.title],
    },
  ]
}

interface LetterLook {
  /** Share of the letters. */
  capitals: number
  /** A UTF-16 unit. */
  ornaments: number
  leet: string[]
}

const NONE: LetterLook = { capitals: 0, ornaments: 0, leet: [] }
/** Letters from which the share of capitals says something. */
const LETTERS = 20
/** UTF-16 units for which an ornament is counted as one of so many, on a page with fewer. */
const SHORTEST = 60

/** Looks at every letter of the first blocks once; the title's words are counted with theirs. */
function letterLook(leet: readonly string[], blocks: readonly Block[]): LetterLook {
  const seen = { ...nothingSeen(), leet: [...leet] }
  let left = SAMPLE
  for (const { text } of blocks) {
    if (left <= 0) break
    lookAt(text.length > left ? text.slice(0, left) : text, seen)
    left -= text.length + 1
  }
  return {
    capitals: seen.letters < LETTERS ? 0 : seen.capitals / seen.letters,
    ornaments: seen.ornaments / Math.max(SHORTEST, SAMPLE - Math.max(0, left)),
    leet: seen.leet,
  }
}

interface Seen {
  letters: number
  capitals: number
  ornaments: number
  leet: string[]
}

const nothingSeen = (): Seen => ({ letters: 0, capitals: 0, ornaments: 0, leet: [] })

/**
 * Letters, capitals and spaces follow each other as no processor foretells: they are added up without asking which it
 * is, and only what is rare is looked at.
 */
function lookAt(text: string, seen: Seen): Seen {
  let letters = 0
  let capitals = 0
  let leetEnd = 0
  const { length } = text
  for (let at = 0; at < length; at++) {
    const unit = unitAt(text, at)
    let kind = kinds[unit] ?? 0
    if (kind >= KIND.ornament) {
      if (kind === KIND.unknown) kind = learnKind(unit)
      if (kind === KIND.ornament) seen.ornaments++
      else if (kind === KIND.leet) {
        if (at >= leetEnd && seen.leet.length < ENOUGH) leetEnd = addLeetWords(text, at, seen.leet)
      } else if (kind === KIND.start) {
        const end = ornamentEnd(text, at)
        if (end > 0) seen.ornaments++
        at = Math.max(at, end - 1)
      }
    }
    letters += kind & KIND.letter
    capitals += (kind & CAPITAL) >> 1
  }
  seen.letters += letters
  seen.capitals += capitals
  return seen
}

/** Place after an ornament of several units that begins here; 0 where none does. */
function ornamentEnd(text: string, at: number): number {
  if (at + 1 >= text.length) return 0
  const next = unitAt(text, at + 1)
  // Of letters only an x goes on: most brackets and hyphens stand beside a word.
  if (next !== X && (kinds[next] ?? 0) <= KIND.capital) return 0
  ORNAMENT_HERE.lastIndex = at
  return ORNAMENT_HERE.test(text) ? ORNAMENT_HERE.lastIndex : 0
}

const X = 'x'.charCodeAt(0)
const CAPITAL = 2
const KIND = {
  nothing: 0,
  letter: 1,
  capital: 1 | CAPITAL,
  /** Cannot begin an ornament, but stand in one. */
  inside: 4,
  /** An ornament by itself. */
  ornament: 8,
  /** One that an ornament of several may begin with. */
  start: 16,
  /** A digit that stands for a letter. */
  leet: 32,
  unknown: 64,
} as const
/** What each UTF-16 unit is, found out when it is first met. */
const kinds = new Uint8Array(0x10000).fill(KIND.unknown)

function learnKind(unit: number): number {
  const kind = firstKindOf(String.fromCharCode(unit))
  kinds[unit] = kind
  return kind
}

function firstKindOf(letter: string): number {
  if (ORNAMENT.test(letter)) return KIND.ornament
  if (/\p{Lu}/u.test(letter)) return KIND.capital
  if (/\p{L}/u.test(letter)) return KIND.letter
  if (/[013457]/.test(letter)) return KIND.leet
  if (letter === '.' || letter === '!') return KIND.inside
  return /[=~_*+#<>^[({|:/-]/.test(letter) ? KIND.start : KIND.nothing
}

/** Such words that are as many as ever count. */
const ENOUGH = 3

/** Adds the words around a digit until there are enough; gives the place after them. */
function addLeetWords(text: string, digit: number, words: string[]): number {
  let from = digit
  let to = digit + 1
  while (from > 0 && isWordUnit(unitAt(text, from - 1))) from--
  while (to < text.length && isWordUnit(unitAt(text, to))) to++
  // Most are years and numbers.
  if (!hasLetter(text, from, to)) return to
  for (const word of text.slice(from, to).match(LEET_WORD) ?? [])
    if (word.length >= 4 && word.length <= 24 && words.length < ENOUGH) words.push(word)
  return to
}

function hasLetter(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (unitAt(text, at) > DIGIT_NINE) return true
  return false
}

const DIGIT_NINE = 0x39

/** Letters and digits; beyond ASCII whatever may be one. */
const isWordUnit = (unit: number): boolean =>
  unit >= 0xaa ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x30 && unit <= 0x39)

/** Share of letters that the page's own language is not written with. English words are at home everywhere. */
function foreignScript({ observation: { language, scripts } }: Reading): number {
  const expected = scriptOf(language)
  if (expected === null) return 0
  const foreign = 1 - scripts[expected] - (expected === 'latin' ? 0 : scripts.latin)
  return observationHasLetters(scripts) ? ramp(foreign, 0.2, 0.7) : 0
}

const observationHasLetters = (scripts: Record<WritingSystem, number>): boolean =>
  Object.values(scripts).some((share) => share > 0)
