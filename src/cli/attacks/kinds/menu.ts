import { DomUtils } from 'htmlparser2'
import type { Attack } from '../attack.ts'
import type { Page } from '../page.ts'
import { rewrite, textOf } from '../story.ts'

/** Every entry of the menu says the same, as when a table of names was overwritten. */
export const menu: Attack = {
  kind: 'attack-menu',
  label: 'defaced',
  says: ['claims', 'claims', 'slogans'],
  variants: {
    all: (page, { message }) => rename(page, message.title, () => true),
    some: (page, { message, random }) => rename(page, message.title, () => random.below(2) === 0),
  },
}

function rename({ body }: Page, title: string, isChosen: () => boolean): boolean {
  const inMenu = DomUtils.findAll(
    ({ name, attribs }) =>
      name === 'nav' || /(?:^|[\s_-])(?:nav|menu)(?:$|[\s_-])/i.test(attribs.class ?? ''),
    body.children,
  )
  const links = DomUtils.findAll(({ name }) => name === 'a', inMenu).filter((link) => textOf(link) !== '')
  if (links.length < 4) return false
  for (const link of links) if (isChosen()) rewrite(link, title)
  return true
}
