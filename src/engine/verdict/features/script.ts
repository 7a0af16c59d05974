import { type Block, WRITING_SYSTEMS, type WritingSystem } from '../../page/observation.ts'
import { LetterCount } from '../../page/writing-systems.ts'
import type { PageMatch } from '../../signature/match.ts'
import type { SiteSignature } from '../../signature/signature.ts'
import type { Feature } from '../feature.ts'
import { eyeCatching, type Reading } from '../reading.ts'
import { SCRIPT_OF } from '../script-of.ts'

/** Letters from which a text is more than the name of a language or of a person. */
const LETTERS = 8
/** Where a character is a word, or most of one. */
const FEW_LETTERS = 4
const WORDY: ReadonlySet<WritingSystem> = new Set<WritingSystem>(['han', 'kana', 'hangul'])
/** Anything that may be a letter of another writing system than Latin. */
const OTHERS = /[\u0370-\u1dff\u2c80-\uffff]/
/** Share of a text's letters that makes it a text in that writing system. */
const MOST = 0.7

/**
 * A headline, or text where the site has none, in a writing system that no page of the site was ever seen to have.
 * English words are at home everywhere; a page that says it is in another language may well be.
 */
export function scriptFeatures(
  site: SiteSignature | null,
  match: PageMatch | null,
  { observation, foreign }: Reading,
): Feature[] {
  if (site === null || match === null) return []
  const { blocks, language } = observation
  const own = SCRIPT_OF.get(language.slice(0, 2))
  const strange = WRITING_SYSTEMS.filter(
    (system) => system !== 'latin' && system !== own && !isKnown(site, system),
  )
  let value = 0
  let quote = ''
  for (const [index, block] of blocks.entries()) {
    if (!OTHERS.test(block.text) || (!standsOut(block) && foreign?.has(block) !== true)) continue
    const eye = eyeCatching(block, index)
    if (eye <= value || !isWrittenIn(strange, block.text)) continue
    value = eye
    quote = block.text.slice(0, 80)
  }
  return [{ id: 'new-script', value: value * match.telling, params: [quote] }]
}

const standsOut = ({ place, loud }: Block): boolean =>
  place === 'heading' || place === 'large' || place === 'overlay' || loud !== 0

const isKnown = ({ templates }: SiteSignature, system: WritingSystem): boolean =>
  templates.some(({ generations }) =>
    generations.some(({ scripts }) => (scripts[WRITING_SYSTEMS.indexOf(system)] ?? 0) > 0),
  )

function isWrittenIn(systems: readonly WritingSystem[], text: string): boolean {
  const count = new LetterCount()
  const letters = count.add(text)
  const shares = count.shares()
  return systems.some(
    (system) => shares[system] >= MOST && letters >= (WORDY.has(system) ? FEW_LETTERS : LETTERS),
  )
}
