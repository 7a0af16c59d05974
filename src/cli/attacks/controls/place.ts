import { DomUtils } from 'htmlparser2'
import { type Element, type Page, putAfter, putFirst } from '../page.ts'

/** The site's own top of the page: its header, or else its navigation. */
export function findTop({ body }: Page): Element | null {
  const isTop = ({ name, attribs }: Element) =>
    name === 'header' || name === 'nav' || attribs.role === 'banner' || attribs.role === 'navigation'
  return DomUtils.findOne(isTop, body.children)
}

/** Where a newsroom puts what is urgent: right under its header, or on top of a page that has none. */
export function putUnderTop(page: Page, html: string): true {
  const top = findTop(page)
  if (top === null) putFirst(page.body, html)
  else putAfter(top, html)
  return true
}
