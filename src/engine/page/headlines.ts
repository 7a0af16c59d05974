import { isStory, mostRepeated } from './blocks.ts'
import type { Block } from './observation.ts'

/** UTF-16 units from which a text is no headline but what follows one. */
const TO = 220

/** What most of a page's headlines have in common. */
export interface Common {
  text: string
  times: number
  /** How many headlines there are in all. */
  of: number
}

/** What stands over the stories of a page: its headings and large texts. */
const headlines = (blocks: readonly Block[]): Block[] =>
  blocks.filter(
    ({ place, text }) => (place === 'heading' || place === 'large') && text.length <= TO && isStory(text),
  )

/** The one text that stands over most stories. */
export function sameHeadline(blocks: readonly Block[]): Common {
  const some = headlines(blocks)
  return { ...mostRepeated(some), of: some.length }
}
