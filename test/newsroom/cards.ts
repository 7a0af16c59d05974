import { safe } from './markup.ts'
import type { Paper } from './paper.ts'
import { type Story, slug, storyNumber } from './story.ts'

export const storyPath = ({ topic, title }: Story): string =>
  `/${topic}/${slug(title)}-${storyNumber(title)}.php`

export const imagePath = ({ title }: Story): string => `/images/${storyNumber(title)}.jpg`

const topicName = (paper: Paper, topic: string): string =>
  paper.topics.find(([path]) => path === topic)?.[1] ?? topic

/** A story as it stands on the home page and on section pages. */
export function card(paper: Paper, story: Story, variant = 'standard'): string {
  const path = storyPath(story)
  return `        <article class="card card--${variant} card--${story.topic}" id="story-${storyNumber(story.title)}">
          <a class="card__picture" href="${path}"><img class="card__image" src="${imagePath(story)}" alt="" loading="lazy" width="360" height="203"></a>
          <p class="card__topic"><a class="card__topic-link" href="/${story.topic}/">${safe(topicName(paper, story.topic))}</a></p>
          <h2 class="card__title"><a class="card__link" href="${path}">${safe(story.title)}</a></h2>
          <p class="card__lead">${safe(story.lead)}</p>
        </article>`
}

/** A list of titles in the side column. */
export function titles(name: string, heading: string, stories: readonly Story[]): string {
  const items = stories.map(
    (story, index) =>
      `          <li class="${name}__item"><time class="${name}__time" datetime="T0${index}:15">0${index}:15</time> <a class="${name}__link" href="${storyPath(story)}">${safe(story.title)}</a></li>`,
  )
  return `      <section class="${name}">
        <h3 class="${name}__heading">${safe(heading)}</h3>
        <ol class="${name}__list">
${items.join('\n')}
        </ol>
      </section>`
}
