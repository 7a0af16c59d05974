import { DomUtils } from 'htmlparser2'
import type { Attack, Means } from '../attack.ts'
import { dataPicture, STRANGERS } from '../defacement.ts'
import { escapeText, type Page } from '../page.ts'

/** Every picture of the page is the attacker's; not a word is changed. */
export const picturesSwapped: Attack = {
  kind: 'attack-pictures-swapped',
  label: 'defaced',
  says: ['claims', 'slogans'],
  variants: {
    strangers: (page, means) => swap(page, means.random.pick(STRANGERS.picture), Number.POSITIVE_INFINITY),
    data: (page, means) => swap(page, dataPicture(means.message, means.random), Number.POSITIVE_INFINITY),
    own: (page) => swap(page, `${page.origin}/images/x91.jpg`, Number.POSITIVE_INFINITY),
    first: (page, means) => swap(page, means.random.pick(STRANGERS.picture), 6),
    'with-words': (page, means) =>
      swap(page, means.random.pick(STRANGERS.picture), Number.POSITIVE_INFINITY, means),
  },
}

function swap({ body }: Page, address: string, most: number, means?: Means): boolean {
  const pictures = DomUtils.findAll(({ name }) => name === 'img', body.children).slice(0, most)
  if (pictures.length < 3) return false
  for (const { attribs } of pictures) {
    for (const name of ['srcset', 'data-src', 'data-srcset', 'data-lazy-src']) delete attribs[name]
    attribs.src = address
    if (means !== undefined) attribs.alt = escapeText(means.message.title)
  }
  return true
}
