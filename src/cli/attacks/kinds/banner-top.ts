import type { Attack, Means, Variant } from '../attack.ts'
import { STRANGERS } from '../defacement.ts'
import { escapeText, type Page, putFirst } from '../page.ts'

/** A block on top of the page; everything under it stays. */
export const bannerTop: Attack = {
  kind: 'attack-banner-top',
  label: 'defaced',
  says: ['claims', 'claims', 'stories'],
  variants: {
    styled: onTop(
      (title, text) =>
        `<div style="background:#c00;color:#fff;padding:30px;font-size:32px;text-align:center"><b>${title}</b><br>${text}</div>`,
    ),
    table: onTop(
      (title, text) =>
        `<table width="100%" bgcolor="black" cellpadding="20"><tr><td align="center"><font color="red" size="6">${title}</font><br><font color="white">${text}</font></td></tr></table>`,
    ),
    centred: onTop(
      (title, text, picture) => `<center><img src="${picture}"><h2>${title}</h2><p>${text}</p></center><hr>`,
    ),
    marquee: onTop(
      (title, text) =>
        `<marquee behavior="alternate" style="font-size:40px;color:red">${title}</marquee><p>${text}</p>`,
    ),
    heading: onTop((title, text) => `<h1>${title}</h1><p>${text}</p>`),
    quiet: onTop((title, text) => `<section class="alert"><h3>${title}</h3><p>${text}</p></section>`),
    bare: onTop((title, text) => `${title} ${text}`),
  },
}

function onTop(markup: (title: string, text: string, picture: string) => string): Variant {
  return ({ body }: Page, { message, random }: Means) => {
    const text = message.lines.map(escapeText).join('<br>')
    putFirst(body, markup(escapeText(message.title), text, random.pick(STRANGERS.picture)))
    return true
  }
}
