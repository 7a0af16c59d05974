import type { Attack, Means, Variant } from '../attack.ts'
import { dataPicture, STRANGERS } from '../defacement.ts'
import { empty, escapeText, fill, type Page, putLast, setTitle } from '../page.ts'

/** One picture says it all: what is written in it, no program reads. */
export const pictureAlone: Attack = {
  kind: 'attack-picture-alone',
  label: 'defaced',
  says: ['claims', 'slogans'],
  variants: {
    replaced: (page, means) => replace(page, `<img src="${foreign(means)}">`),
    'replaced-title': (page, means) => {
      setTitle(page, means.message.title)
      return replace(page, `<center><img src="${foreign(means)}" alt="" width="100%"></center>`)
    },
    'data-replaced': (page, { message, random }) =>
      replace(page, `<img style="width:100vw" src="${dataPicture(message, random)}">`),
    cover: covered((picture) => `<img src="${picture}" style="${COVER}">`),
    'data-cover': (page, { message, random }) => {
      putLast(page.body, `<img src="${dataPicture(message, random)}" style="${COVER}">`)
      return true
    },
    background(page, means) {
      empty(page.body)
      page.body.attribs.style = `margin:0;background:#000 url(${foreign(means)}) no-repeat center/cover`
      return true
    },
    'background-sheet': covered(
      (picture) => `<div style="${COVER};background:url('${picture}') center/contain no-repeat #000"></div>`,
    ),
    'one-line': (page, means) =>
      replace(
        page,
        `<img src="${foreign(means)}" style="width:100%"><p align="center">${escapeText(means.message.title)}</p>`,
      ),
  },
}

const COVER = 'position:fixed;left:0;top:0;width:100%;height:100%;z-index:9999999'

const foreign = ({ random }: Means): string => random.pick(STRANGERS.picture)

function replace({ body }: Page, html: string): true {
  fill(body, html)
  return true
}

function covered(markup: (picture: string) => string): Variant {
  return ({ body }, means) => {
    putLast(body, markup(foreign(means)))
    return true
  }
}
