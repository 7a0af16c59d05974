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
    'one-page': (page) => turn(page, (path) => `//paste-raw.example/raw?${path}`),
  },
}

function turn({ body }: Page, to: (path: string) => string): boolean {
  const links = DomUtils.findAll(
    ({ name, attribs }) => name === 'a' && attribs.href !== undefined,
    body.children,
  )
  if (links.length < 10) return false
  for (const { attribs } of links) attribs.href = to((attribs.href ?? '').replace(/^https?:\/\/[^/]+/, ''))
  return true
}
