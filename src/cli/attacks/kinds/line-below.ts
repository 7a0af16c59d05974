import { DomUtils } from 'htmlparser2'
import type { Attack, Variant } from '../attack.ts'
import { escapeText, putFirst, putLast } from '../page.ts'

/** A line under the page, or beside it, and nothing else. */
export const lineBelow: Attack = {
  kind: 'attack-line-below',
  label: 'defaced',
  says: ['claims'],
  variants: {
    paragraph: last((title) => `<p>${title}</p>`),
    marquee: last((title) => `<marquee>${title}</marquee>`),
    bar: last(
      (title) =>
        `<div style="position:fixed;left:0;right:0;bottom:0;background:#000;color:#0f0;padding:8px">${title}</div>`,
    ),
    heading: last((title) => `<center><h1>${title}</h1></center>`),
    'in-footer'({ body }, { message }) {
      const footer = DomUtils.findOne(({ name }) => name === 'footer', body.children)
      if (footer === null) return false
      putFirst(footer, `<p>${escapeText(message.title)}</p>`)
      return true
    },
  },
}

function last(markup: (title: string) => string): Variant {
  return ({ body }, { message }) => {
    putLast(body, markup(escapeText(message.title)))
    return true
  }
}
