import { DomUtils } from 'htmlparser2'
import type { Attack, Means } from '../attack.ts'
import { escapeText, fill, type Page } from '../page.ts'
import { findTop, putUnderTop } from './place.ts'

/** A black page in mourning, in the site's own voice and under its own header. */
export const tribute: Attack = {
  kind: 'control-tribute',
  label: 'clean',
  says: [],
  variants: {
    above(page, means) {
      darken(page)
      return putUnderTop(page, mourning(page, means))
    },
    'whole-page'(page, means) {
      const top = findTop(page)
      if (top === null) return false
      darken(page)
      fill(page.body, mourning(page, means))
      DomUtils.prependChild(page.body, top)
      return true
    },
  },
}

function darken({ body }: Page): void {
  body.attribs.style = `${body.attribs.style ?? ''};background:#000;color:#ddd`
}

function mourning({ origin, siteName }: Page, { house, random }: Means): string {
  const { title, text } = random.pick(house.tribute)
  return `<article class="obituary" style="text-align:center"><img src="${origin}/media/portrait.jpg" alt="" style="filter:grayscale(1)"><h1>${title}</h1><p>${escapeText(text)}</p><p>${escapeText(siteName)}</p><a href="${origin}/condolences">${title}</a></article>`
}
