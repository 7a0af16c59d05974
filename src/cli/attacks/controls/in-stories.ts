import type { Attack } from '../attack.ts'
import { escapeText, type Page, putAfter } from '../page.ts'
import { findArticle, findStories, rewrite, type Story } from '../story.ts'
import type { HouseTexts, Piece } from './house-texts.ts'

/** A story about an attack elsewhere, in a card like all others: who says it is said too. */
export const quotedStory: Attack = {
  kind: 'control-quoted-story',
  label: 'clean',
  says: [],
  variants: inOneCard(({ quoting }) => quoting),
}

/** News that uses the words which attackers use, in a card like all others and without quotation marks. */
export const headline: Attack = {
  kind: 'control-headline',
  label: 'clean',
  says: [],
  variants: {
    ...inOneCard(({ telling }) => telling),
    // Two such stories on one day.
    some(page, { house, random }) {
      const [lead, , other] = findStories(page)
      const first = random.pick(house.telling)
      const second = random.pick(house.telling)
      if (lead === undefined || other === undefined || first === second) return false
      return report(lead, first) && report(other, second)
    },
  },
}

/** A film in a frame in the text. */
export const video: Attack = {
  kind: 'control-video',
  label: 'clean',
  says: [],
  variants: {
    youtube: (page, { house }) =>
      putFilm(
        page,
        `<figure><iframe width="560" height="315" src="https://www.youtube.com/embed/aBcD3fGh1Jk" title="${escapeText(house.video)}" frameborder="0" allowfullscreen></iframe><figcaption>${escapeText(house.video)}</figcaption></figure>`,
      ),
    'full-width': (page, { house }) =>
      putFilm(
        page,
        `<div style="position:relative;padding-bottom:56.25%;height:0"><iframe src="https://player.vimeo.com/video/76543210?autoplay=1" style="position:absolute;top:0;left:0;width:100%;height:100%" allow="autoplay"></iframe></div><p>${escapeText(house.video)}</p>`,
      ),
  },
}

/** A piece of the house in the first card, or in any. */
function inOneCard(pieces: (house: HouseTexts) => readonly Piece[]): Attack['variants'] {
  return {
    lead(page, { house, random }) {
      const [story] = findStories(page)
      return story !== undefined && report(story, random.pick(pieces(house)))
    },
    any(page, { house, random }) {
      const stories = findStories(page)
      return stories.length > 0 && report(random.pick(stories), random.pick(pieces(house)))
    },
  }
}

function report({ headline, teaser, card }: Story, { title, text }: Piece): true {
  rewrite(headline, title)
  if (teaser !== null) rewrite(teaser, text)
  else if (card !== headline) putAfter(headline, `<p>${escapeText(text)}</p>`)
  return true
}

/** Behind the first paragraph of the text, or behind the first headline of a page that has none. */
function putFilm(page: Page, html: string): boolean {
  const place = findArticle(page)[0] ?? findStories(page)[0]?.headline
  if (place === undefined) return false
  putAfter(place, html)
  return true
}
