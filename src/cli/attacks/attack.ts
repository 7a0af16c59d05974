import type { HouseTexts } from './controls/house-texts.ts'
import type { Message, MessageGroup } from './messages/message.ts'
import type { Page } from './page.ts'
import type { Random } from './random.ts'

/** What a variant has to work with, the page aside. */
export interface Means {
  /** What the attacker has to say. */
  message: Message
  /** What the newsroom itself says on such a day, in the page's language. */
  house: HouseTexts
  random: Random
}

/** Changes the page in place; false where the page has not what it takes, and nothing was changed. */
export type Variant = (page: Page, means: Means) => boolean

/** One kind of attack, or one kind of healthy oddity that must not be taken for one. */
export interface Attack {
  /** `attack-…` or `control-…`. */
  kind: string
  label: 'defaced' | 'clean'
  /** What the attacker says in it; a control says what the newsroom says. */
  says: readonly MessageGroup[]
  variants: Readonly<Record<string, Variant>>
}
