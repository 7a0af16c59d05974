import type { Attack, Variant } from '../attack.ts'
import { dataPicture } from '../defacement.ts'
import { escapeText, putFirst } from '../page.ts'

/** The message is drawn on top of the page: letters of a drawing, of a canvas, of a picture. */
export const drawn: Attack = {
  kind: 'attack-drawn',
  label: 'defaced',
  says: ['claims', 'claims', 'slogans'],
  variants: {
    svg: top(
      (title) =>
        `<svg viewBox="0 0 900 160" width="100%"><rect width="900" height="160"/><text x="20" y="100" fill="red" font-size="48">${escapeText(title)}</text></svg>`,
    ),
    canvas: top(
      (title) =>
        `<canvas id="c9" width="1200" height="200"></canvas><script>var x=document.getElementById("c9").getContext("2d");x.font="60px serif";x.fillText(${JSON.stringify(title).replaceAll('</', '<\\/')},20,120)</script>`,
    ),
    picture: (page, { message, random }) => {
      putFirst(page.body, `<img src="${dataPicture(message, random)}" width="100%">`)
      return true
    },
  },
}

function top(markup: (title: string) => string): Variant {
  return ({ body }, { message }) => {
    putFirst(body, markup(message.title))
    return true
  }
}
