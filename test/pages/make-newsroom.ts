import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ampArticle } from '../newsroom/amp.ts'
import { askConsent, coverPage, hidePage, replaceStory } from '../newsroom/changes.ts'
import {
  ALL_FRENCH,
  ARABIC_DAY,
  articleOf,
  ENGLISH_DAY,
  FIRST_DAY,
  SECOND_DAY,
} from '../newsroom/editions.ts'
import { ENGLISH_QUOTING } from '../newsroom/english.ts'
import { FRENCH_ARTICLE, FRENCH_QUOTING } from '../newsroom/french.ts'
import { ARABIC, ENGLISH, FRENCH } from '../newsroom/papers.ts'
import { redesignedHome } from '../newsroom/redesign.ts'
import { articlePage, homePage, sectionPage } from '../newsroom/template.ts'

/** The pages that are too large to be written by hand, by the folder they stand in. */
export function newsroomPages(): Map<string, string> {
  const home = homePage(FRENCH, SECOND_DAY)
  const article = articleOf(FRENCH_ARTICLE)
  return new Map([
    ['newsroom-home-day-1', homePage(FRENCH, FIRST_DAY)],
    ['newsroom-home-day-2', home],
    ['newsroom-section', sectionPage(FRENCH, 'culture', ALL_FRENCH)],
    ['newsroom-article', articlePage(FRENCH, article, SECOND_DAY)],
    ['newsroom-article-quoting', articlePage(FRENCH, FRENCH_QUOTING, SECOND_DAY)],
    ['newsroom-redesign', redesignedHome(FRENCH, SECOND_DAY)],
    ['newsroom-consent', askConsent(home)],
    ['defaced-one-story', replaceStory(SECOND_DAY)(home)],
    ['defaced-overlay', coverPage(home)],
    ['defaced-original-hidden', hidePage(home)],
    ['amp-article', ampArticle(FRENCH, article, SECOND_DAY)],
    ['english-home', homePage(ENGLISH, ENGLISH_DAY)],
    ['english-article-quoting', articlePage(ENGLISH, ENGLISH_QUOTING, ENGLISH_DAY)],
    ['arabic-home', homePage(ARABIC, ARABIC_DAY)],
  ])
}

if (process.argv[1] === import.meta.filename)
  for (const [name, html] of newsroomPages())
    writeFileSync(join(import.meta.dirname, name, 'page.html'), html)
