import type { Block, WritingSystem } from '../../page/observation.ts'
import type { Feature } from '../feature.ts'
import { type Reading, ramp } from '../reading.ts'

/** Ornaments drawn with characters: boxes, blocks, arrows, crosses, rows of tildes, equals signs and brackets. */
const ORNAMENT =
  /[─-◿☠-☭✀-➿═╔╗╚╝░▒▓█▄▀►◄★☆†‡卐卍꧁꧂]|[=~_*+#<>^-]{4,}|[[({<|][=~:!.+*x-]{1,3}[\])}>|]|-=|=-|:::|\/\/\.|\|\|/gu
/** A word in which digits stand for letters: `h4ck3d`, `d3f4c3r`. Years, sizes and model numbers are none. */
const LEET_WORD =
  /(?<![\p{L}\p{N}])(?=\p{Script=Latin}*\d)(?:\p{Script=Latin}+[013457]+\p{Script=Latin}+(?:[013457]+\p{Script=Latin}*)*|[013457]\p{Script=Latin}+[013457]\p{Script=Latin}*)(?![\p{L}\p{N}])/gu
/** UTF-16 units of a page's text that are enough to see how it is written. */
const SAMPLE = 6_000

/** The writing system that pages in a language are written in, for those that have but one. */
const SCRIPT_OF = new Map<string, WritingSystem>([
  ...'en fr de es pt it nl sv da no nb nn fi pl cs sk hu ro hr sl sq et lv lt tr id ms vi tl ca eu gl ga is'
    .split(' ')
    .map((language): [string, WritingSystem] => [language, 'latin']),
  ...'ru uk bg be mk'.split(' ').map((language): [string, WritingSystem] => [language, 'cyrillic']),
  ...'ar fa ur ps'.split(' ').map((language): [string, WritingSystem] => [language, 'arabic']),
  ...'hi bn ta te mr gu ne pa ml kn'
    .split(' ')
    .map((language): [string, WritingSystem] => [language, 'indic']),
  ['el', 'greek'],
  ['he', 'hebrew'],
  ['zh', 'han'],
  ['ko', 'hangul'],
  ['th', 'thai'],
])

/** How the page is written. */
export function writingFeatures(reading: Reading): Feature[] {
  const { observation, brevity, siteness } = reading
  const { identity, blocks } = observation
  const { title } = identity
  const bare = brevity * (1 - siteness)
  // What only counts on a bare page is not looked for on any other.
  const { capitals, ornaments, leet } = bare === 0 ? NONE : letterLook(title, blocks)
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
      value: title.match(ORNAMENT) !== null || leetWords(title).length > 0 ? 1 - siteness : 0,
      params: [title],
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

function letterLook(title: string, blocks: readonly Block[]): LetterLook {
  const text = sample(blocks)
  const ornaments = text.match(ORNAMENT)?.length ?? 0
  return {
    capitals: shareOfCapitals(text),
    ornaments: ornaments / Math.max(60, text.length),
    leet: leetWords(`${title} ${text}`),
  }
}

/** Capitals among the letters; nothing to say of fewer than twenty. */
function shareOfCapitals(text: string): number {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length < 20 ? 0 : (letters.match(/\p{Lu}/gu)?.length ?? 0) / letters.length
}

/** Such words that are as many as ever count. */
const ENOUGH = 3

/** The first such words. Only what stands around a digit is looked at closely. */
function leetWords(text: string): string[] {
  const words: string[] = []
  for (let at = 0; at < text.length && words.length < ENOUGH; at++) {
    if (!isLeetDigit(text.charCodeAt(at))) continue
    let from = at
    let to = at + 1
    while (from > 0 && isWordUnit(text.charCodeAt(from - 1))) from--
    while (to < text.length && isWordUnit(text.charCodeAt(to))) to++
    at = to
    // Most are years and numbers.
    if (!hasLetter(text, from, to)) continue
    for (const word of text.slice(from, to).match(LEET_WORD) ?? [])
      if (word.length >= 4 && word.length <= 24 && words.length < ENOUGH) words.push(word)
  }
  return words
}

function hasLetter(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) > DIGIT_NINE) return true
  return false
}

const DIGIT_NINE = 0x39

/** 0, 1, 3, 4, 5, 7 */
const isLeetDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x37 && unit !== 0x32 && unit !== 0x36

/** Letters and digits; beyond ASCII whatever may be one. */
const isWordUnit = (unit: number): boolean =>
  unit >= 0xaa ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x30 && unit <= 0x39)

function sample(blocks: readonly Block[]): string {
  let text = ''
  for (const block of blocks) {
    if (text.length > SAMPLE) break
    text += `${block.text}\n`
  }
  return text.slice(0, SAMPLE)
}

/** Share of letters that the page's own language is not written with. English words are at home everywhere. */
function foreignScript({ observation: { language, scripts } }: Reading): number {
  const expected = SCRIPT_OF.get(language.slice(0, 2))
  if (expected === undefined) return 0
  const foreign = 1 - scripts[expected] - (expected === 'latin' ? 0 : scripts.latin)
  return observationHasLetters(scripts) ? ramp(foreign, 0.2, 0.7) : 0
}

const observationHasLetters = (scripts: Record<WritingSystem, number>): boolean =>
  Object.values(scripts).some((share) => share > 0)
