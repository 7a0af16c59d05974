import { ARABIC_STORIES } from './arabic.ts'
import { ENGLISH_STORIES } from './english.ts'
import { type FRENCH_ARTICLE, FRENCH_STORIES } from './french.ts'
import type { Article, Edition } from './paper.ts'

const STEP = 23

/** Stories mixed as a front page mixes its topics: one in `STEP`, round and round. `STEP` shares no factor with the count. */
function mixed<T>(list: readonly T[], from: number, count: number): T[] {
  return Array.from({ length: count }, (_, index) => list[(from + index * STEP) % list.length]).flatMap(
    (one) => (one === undefined ? [] : [one]),
  )
}

export const FIRST_DAY: Edition = { day: '2026-11-17', stories: mixed(FRENCH_STORIES, 0, 46) }
/** Half of the stories are new, and the others stand elsewhere. */
export const SECOND_DAY: Edition = { day: '2026-11-18', stories: mixed(FRENCH_STORIES, 31, 46) }
export const ALL_FRENCH: Edition = { day: '2026-11-18', stories: FRENCH_STORIES }
export const ENGLISH_DAY: Edition = { day: '2026-11-18', stories: mixed(ENGLISH_STORIES, 5, 43) }
export const ARABIC_DAY: Edition = { day: '2026-11-18', stories: ARABIC_STORIES }

export function articleOf({ story, body }: typeof FRENCH_ARTICLE): Article {
  const found = FRENCH_STORIES.find(({ title }) => title === story)
  if (found === undefined) throw new Error(`No story is called "${story}".`)
  return { story: found, body }
}
