import { DomUtils } from 'htmlparser2'
import type { Attack, Means } from '../attack.ts'
import { STRANGERS } from '../defacement.ts'
import type { Element, Page } from '../page.ts'
import { findArticle, findStories, rewrite, type Story } from '../story.ts'

/** One story says something else, in its own markup, under a template that stays as it was. */
export const storyReplaced: Attack = {
  kind: 'attack-story-replaced',
  label: 'defaced',
  says: ['stories', 'claims'],
  variants: {
    lead: (page, means) => replaceStory(leadOf(page), means),
    any: (page, means) => replaceStory(anyOf(page, means), means),
    'with-picture'(page, means) {
      const story = means.random
        .shuffle(findStories(page))
        .find(({ card }) => DomUtils.existsOne(({ name }) => name === 'img', card.children))
      if (!replaceStory(story, means)) return false
      changePictures(story, means.random.pick(STRANGERS.picture))
      return true
    },
    article: replaceArticle,
    'headline-only': (page, means) => {
      const story = anyOf(page, means)
      return replaceStory(story === undefined ? undefined : { ...story, teaser: null }, means)
    },
  },
}

/** The first that reads like a story: the very first heading may be the site's own name. */
function leadOf(page: Page): Story | undefined {
  const stories = findStories(page)
  return stories.find(({ teaser }) => teaser !== null) ?? stories[0]
}

function anyOf(page: Page, { random }: Means): Story | undefined {
  const stories = findStories(page)
  return stories.length === 0 ? undefined : random.pick(stories)
}

function replaceStory(story: Story | undefined, { message }: Means): boolean {
  if (story === undefined) return false
  rewrite(story.headline, message.title)
  if (story.teaser !== null) rewrite(story.teaser, message.lines.join(' ') || message.title)
  return true
}

/** The main heading and the longest text; what is longer than the message goes. */
function replaceArticle(page: Page, { message }: Means): boolean {
  const paragraphs = findArticle(page)
  const heading = DomUtils.findOne(({ name }) => name === 'h1' || name === 'h2', page.body.children)
  if (paragraphs.length === 0) return false
  if (heading !== null) rewrite(heading, message.title)
  const lines = heading === null ? [message.title, ...message.lines] : [...message.lines]
  for (const [index, paragraph] of paragraphs.entries()) writeOrRemove(paragraph, lines[index])
  return true
}

function writeOrRemove(paragraph: Element, line: string | undefined): void {
  if (line === undefined) DomUtils.removeElement(paragraph)
  else rewrite(paragraph, line)
}

function changePictures(story: Story | undefined, source: string): void {
  for (const picture of DomUtils.findAll(({ name }) => name === 'img', story?.card.children ?? [])) {
    picture.attribs.src = source
    delete picture.attribs.srcset
  }
}
