import { WRITING_SYSTEMS, type WritingSystem } from '../../page/observation.ts'
import { LetterCount } from '../../page/writing-systems.ts'
import { isSettled, type PageMatch } from '../../signature/match.ts'
import type { SiteSignature } from '../../signature/signature.ts'
import type { Feature } from '../feature.ts'
import { eyeCatching, type Reading } from '../reading.ts'
import { scriptOf } from '../script-of.ts'

/** Letters from which a text is more than the name of a language, in its own letters. */
const LETTERS = 12
/** Where a character is a word, or most of one. */
const FEW_LETTERS = 6
const WORDY: ReadonlySet<WritingSystem> = new Set<WritingSystem>(['han', 'kana', 'hangul'])
/** Share of a text's letters that are of writing systems new to the site. */
const MOST = 0.7
/** How much a text must catch the eye: a headline, large or loud type, what lies over the page. */
const EYE = 0.9
/** Anything that may be a letter of another writing system than Latin. */
const OTHERS = /[\u0370-\u1dff\u2c80-\uffff]/

/**
 * A headline, or text where the site has none, in a writing system that no page of the site was ever seen to have.
 * English words are at home everywhere; a page that says it is in another language may well be.
 */
export function newScriptFeatures(
  site: SiteSignature | null,
  match: PageMatch | null,
  { observation, foreign }: Reading,
): Feature[] {
  if (site === null || match === null) return []
  const { blocks, language } = observation
  const own = scriptOf(language)
  if (own === null && language !== '') return []
  const strange = new Set(
    WRITING_SYSTEMS.filter((system) => system !== 'latin' && system !== own && !isKnown(site, system)),
  )
  let value = 0
  let quote = ''
  for (const [index, block] of blocks.entries()) {
    if (!OTHERS.test(block.text)) continue
    const eye = eyeCatching(block, index)
    if (eye <= value || (eye < EYE && foreign?.has(block) !== true)) continue
    if (!isWrittenIn(strange, block.text)) continue
    value = eye
    quote = block.text.slice(0, 80)
  }
  return [{ id: 'new-script', value: value * match.telling, params: [quote] }]
}

const isKnown = ({ templates }: SiteSignature, system: WritingSystem): boolean =>
  templates
    .filter(isSettled)
    .some(({ generations }) =>
      generations.some(({ scripts }) => (scripts[WRITING_SYSTEMS.indexOf(system)] ?? 0) > 0),
    )

function isWrittenIn(systems: ReadonlySet<WritingSystem>, text: string): boolean {
  const count = new LetterCount()
  const letters = count.add(text)
  const shares = count.shares()
  let strange = 0
  let isWordy = false
  for (const system of systems) {
    strange += shares[system]
    if (shares[system] > 0 && WORDY.has(system)) isWordy = true
  }
  return strange >= MOST && letters >= (isWordy ? FEW_LETTERS : LETTERS)
}
