import type { Attack, Means } from './attack.ts'
import { houseTexts } from './controls/house-texts.ts'
import { MESSAGES } from './messages/all.ts'
import type { Message, MessageGroup } from './messages/message.ts'
import { closePage, openPage } from './page.ts'
import { type Random, randomOf } from './random.ts'

/** An attacked page, and what was done to it. */
export interface Made {
  html: string
  variant: string
  /** Two letters of the language that the message, or the page, is in. */
  lang: string
  /** What is to be read on it; null for a control. */
  message: Message | null
  /**
   * What no judge of the HTML alone can be asked to see: `calm`, a text that passes for news and holds nothing that
   * attackers say; `external-script`, a message that only a foreign script holds.
   */
  note: 'calm' | 'external-script' | null
}

/**
 * Makes the `turn`-th page of a kind. Turns go round the variants and the languages, every second one speaking the
 * page's own; a variant that the page has no place for gives way to the next. Null where none fits.
 */
export function makeAttack(
  attack: Attack,
  { html, url }: { html: string; url: string },
  { seed, turn }: { seed: string; turn: number },
): Made | null {
  const random = randomOf(seed)
  for (const variant of variantsFor(attack, turn, random)) {
    const page = openPage(html, url)
    const said = attack.says.length === 0 ? null : choose(attack, page.lang, { random, turn })
    const means: Means = { message: said?.message ?? NOTHING, house: houseTexts(page.lang), random }
    if (attack.variants[variant]?.(page, means) !== true) continue
    return {
      html: closePage(page),
      variant,
      lang: said?.lang ?? means.house.lang,
      message: said?.message ?? null,
      note: variant === FOREIGN ? 'external-script' : said?.group === 'stories' ? 'calm' : null,
    }
  }
  return null
}

/** The variant, by any kind, that leaves everything to somebody else's server. */
const FOREIGN = 'foreign'

const NOTHING: Message = { title: '', lines: [] }

/** The one whose turn it is, and then the others by chance. */
function variantsFor({ variants }: Attack, turn: number, random: Random): string[] {
  const names = Object.keys(variants)
  const due = turn % names.length
  return [...names.slice(due, due + 1), ...random.shuffle(names.filter((_, index) => index !== due))]
}

function choose(
  { says, variants }: Attack,
  pageLang: string,
  { random, turn }: { random: Random; turn: number },
): { lang: string; message: Message; group: MessageGroup } {
  const own = MESSAGES.find(({ lang }) => lang === pageLang) ?? MESSAGES[0]
  // Rounds count too: with an even number of variants, half of them would never speak another language.
  const isOwn = (turn + Math.floor(turn / Object.keys(variants).length)) % 2 === 0
  const messages = isOwn ? own : MESSAGES[turn % MESSAGES.length]
  if (messages === undefined)
    throw new Error('No language has messages; add one in src/cli/attacks/messages.')
  const group = random.pick(says)
  return { lang: messages.lang, message: random.pick(messages[group]), group }
}
