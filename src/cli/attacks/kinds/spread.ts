import type { Attack, Means } from '../attack.ts'
import type { Page } from '../page.ts'
import { findStories, rewrite, type Story, textOf } from '../story.ts'

/** The same strange headline on several stories of a page. */
export const spread: Attack = {
  kind: 'attack-spread',
  label: 'defaced',
  says: ['stories', 'claims', 'slogans'],
  variants: {
    all: (page, means) => spreadOver(findStories(page), means),
    first: (page, means) => spreadOver(findStories(page).slice(0, 5), means),
    some: (page, means) => spreadOver(some(page, means), means),
    'with-teasers': (page, means) => spreadOver(some(page, means), means, true),
    'put-before'(page, means) {
      const stories = some(page, means)
      return spreadOver(stories, means, false, (title, old) => `${title} - ${old}`)
    },
  },
}

/** Three to eight stories from anywhere on the page. */
const some = (page: Page, { random }: Means): Story[] =>
  random.shuffle(findStories(page)).slice(0, 3 + random.below(6))

function spreadOver(
  stories: readonly Story[],
  { message }: Means,
  withTeasers = false,
  wording: (title: string, old: string) => string = (title) => title,
): boolean {
  if (stories.length < 2) return false
  for (const { headline, teaser } of stories) {
    rewrite(headline, wording(message.title, textOf(headline)))
    if (withTeasers && teaser !== null) rewrite(teaser, message.lines.join(' ') || message.title)
  }
  return true
}
