import { DomUtils } from 'htmlparser2'
import type { Attack } from '../attack.ts'
import { STRANGERS } from '../defacement.ts'
import type { Page } from '../page.ts'

/** The page looks as it did, and all its links lead to somebody else. */
export const linksTurned: Attack = {
  kind: 'attack-links-turned',
  label: 'defaced',
  says: [],
  variants: {
    all: (page, { random }) => turn(page, () => random.pick(STRANGERS.page)),
    'same-paths': (page) => turn(page, (path) => `https://night-notes.example/${path.replace(/^\/+/, '')}`),
    base(page) {
      const base = DomUtils.findOne(({ name }) => name === 'base', page.tree.children)
      if (base !== null || page.head === null) return false
      return turn(page, (path) => `//paste-raw.example/raw?${path}`)
    },
  },
}

function turn({ body }: Page, to: (path: string) => string): boolean {
  const links = DomUtils.findAll(
    ({ name, attribs }) => name === 'a' && attribs.href !== undefined,
    body.children,
  )
  for (const { attribs } of links) attribs.href = to((attribs.href ?? '').replace(/^https?:\/\/[^/]+/, ''))
  return links.length >= 10
}
