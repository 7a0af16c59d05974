import type { Portrait } from '../../../engine/page/portrait.ts'
import { type TextKey, text } from '../../texts.ts'
import { languageName, number } from '../localise.ts'

/** One trait of a page, as it was and as it is. `values` are the page's own words where `isQuoted`. */
export interface Trait {
  label: TextKey
  before: string[]
  now: string[]
  isQuoted: boolean
  isDifferent: boolean
}

/** From this factor on a number is another one; pages grow and shrink every day. */
const FACTOR = 2

/** The traits that a reader can see for themselves, of both sides; of one side where there is but one. */
export function traitsOf(now: Portrait, usual: Portrait | null): Trait[] {
  const before = usual ?? now
  return [
    quoted('compare_title', before, now, ({ title }) => [title]),
    quoted('compare_says', before, now, ({ says }) => says),
    quoted('compare_menu', before, now, ({ menu }) => menu),
    counted('compare_links', before.ownLinks, now.ownLinks),
    counted('compare_images', before.images, now.images),
    counted('compare_text', before.text, now.text),
    named('compare_language', before, now, ({ language }) => languageOf(language)),
    named('compare_script', before, now, ({ script }) => (script === null ? '' : scriptName(script))),
    named('compare_look', before, now, ({ isDark }) => text(isDark ? 'compare_dark' : 'compare_light')),
  ]
}

function quoted(label: TextKey, before: Portrait, now: Portrait, of: (one: Portrait) => string[]): Trait {
  const sides = { before: of(before).filter(Boolean), now: of(now).filter(Boolean) }
  // What stands on a newspaper's page is another thing every day: different is what shares nothing with before.
  const isDifferent =
    sides.before.length + sides.now.length > 0 && !sides.now.some((words) => sides.before.includes(words))
  return { label, ...sides, isQuoted: true, isDifferent }
}

function counted(label: TextKey, before: number, now: number): Trait {
  const [low, high] = [Math.min(before, now), Math.max(before, now)]
  return {
    label,
    before: [number(before)],
    now: [number(now)],
    isQuoted: false,
    isDifferent: high > 3 && high >= low * FACTOR,
  }
}

function named(label: TextKey, before: Portrait, now: Portrait, of: (one: Portrait) => string): Trait {
  const sides = { before: [of(before)].filter(Boolean), now: [of(now)].filter(Boolean) }
  return { label, ...sides, isQuoted: false, isDifferent: of(before) !== of(now) }
}

/** What a page calls its language may be anything at all. */
function languageOf(tag: string): string {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag) ? languageName(tag) : tag
}

const SCRIPT_CODES: Record<NonNullable<Portrait['script']>, string> = {
  latin: 'Latn',
  cyrillic: 'Cyrl',
  greek: 'Grek',
  arabic: 'Arab',
  hebrew: 'Hebr',
  han: 'Hani',
  kana: 'Kana',
  hangul: 'Hang',
  indic: 'Deva',
  thai: 'Thai',
  other: 'Zyyy',
}

const scriptName = (script: NonNullable<Portrait['script']>): string =>
  new Intl.DisplayNames(text('language'), { type: 'script' }).of(SCRIPT_CODES[script]) ?? script
