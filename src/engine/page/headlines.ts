import { isStory, mostRepeated } from './blocks.ts'
import type { Block } from './observation.ts'

/** UTF-16 units from which a text is no headline but what follows one. */
const TO = 220

/** Headings from which a page is one whose stories have them. */
const HEADINGS = 3

/** What most of a page's headlines have in common. */
export interface Common {
  text: string
  times: number
  /** How many headlines there are in all. */
  of: number
}

/** What stands over the stories of a page: its headings and large texts, or its longer links where it has none. */
function headlines(blocks: readonly Block[]): Block[] {
  const long = blocks.filter(({ text }) => text.length <= TO && isStory(text))
  const headings = long.filter(({ place }) => place === 'heading' || place === 'large')
  return headings.length >= HEADINGS ? headings : long.filter(isLink)
}

const isLink = ({ place, links }: Block): boolean =>
  links === 1 && (place === 'body' || place === 'article' || place === 'navigation')

/** The one text that stands over most stories. */
export function sameHeadline(blocks: readonly Block[]): Common {
  const some = headlines(blocks)
  return { ...mostRepeated(some), of: some.length }
}
