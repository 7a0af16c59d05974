import { card, imagePath, storyPath, titles } from './cards.ts'
import { frame } from './frame.ts'
import { safe } from './markup.ts'
import type { Article, Edition, Paper } from './paper.ts'

/** The home page of a day. */
export function homePage(paper: Paper, { day, stories }: Edition): string {
  const [first, second, ...rest] = stories
  const lead = [first, second].flatMap((story) => (story === undefined ? [] : [card(paper, story, 'lead')]))
  const main = `  <main class="layout layout--home" id="content">
    <div class="layout__main">
      <h1 class="page-title">${safe(paper.motto)}</h1>
      <div class="river" data-edition="${day}">
${[...lead, ...rest.map((story) => card(paper, story))].join('\n')}
      </div>
    </div>
    <aside class="layout__side">
${titles('live', paper.words.live, rest.slice(0, 9))}
${titles('most-read', paper.words.mostRead, rest.slice(9, 18))}
      <div class="advert advert--side" data-slot="side-1"></div>
    </aside>
  </main>`
  return frame(paper, headOf(paper, paper.motto, '/', stories), 'page--home', main)
}

/** The page of one topic. */
export function sectionPage(paper: Paper, topic: string, { day, stories }: Edition): string {
  const name = paper.topics.find(([path]) => path === topic)?.[1] ?? topic
  const own = stories.filter((story) => story.topic === topic)
  const others = stories.filter((story) => story.topic !== topic)
  const main = `  <main class="layout layout--section" id="content">
    <div class="layout__main">
      <nav class="breadcrumb"><a class="breadcrumb__link" href="/">${safe(paper.words.home)}</a> › <span class="breadcrumb__here">${safe(name)}</span></nav>
      <h1 class="page-title page-title--section">${safe(name)}</h1>
      <div class="river river--section" data-edition="${day}">
${own.map((story) => card(paper, story)).join('\n')}
      </div>
      <h2 class="page-title page-title--second">${safe(paper.words.allOf)}</h2>
      <div class="river river--others">
${others
  .slice(0, 34)
  .map((story) => card(paper, story, 'small'))
  .join('\n')}
      </div>
    </div>
    <aside class="layout__side">
${titles('live', paper.words.live, others.slice(0, 9))}
    </aside>
  </main>`
  return frame(paper, headOf(paper, name, `/${topic}/`, own), 'page--section', main)
}

/** An article with what stands around it. */
export function articlePage(paper: Paper, { story, body }: Article, { day, stories }: Edition): string {
  const others = stories.filter(({ title }) => title !== story.title)
  const main = `  <main class="layout layout--article" id="content">
    <article class="article">
      <nav class="breadcrumb"><a class="breadcrumb__link" href="/">${safe(paper.words.home)}</a> › <a class="breadcrumb__link" href="/${story.topic}/">${safe(story.topic)}</a></nav>
      <h1 class="article__title">${safe(story.title)}</h1>
      <p class="article__lead">${safe(story.lead)}</p>
      <p class="article__byline">${safe(paper.words.by)} ${safe(paper.words.newsroom)} <time class="article__time" datetime="${day}">${safe(paper.words.published)} ${day}</time> <span class="article__length">4 ${safe(paper.words.minutes)}</span></p>
      <figure class="article__figure"><img class="article__image" src="${imagePath(story)}" alt="" width="720" height="405"><figcaption class="article__caption">${safe(paper.words.photo)}</figcaption></figure>
      <div class="article__body">
${body.map((paragraph) => `        <p class="article__paragraph">${safe(paragraph)}</p>`).join('\n')}
      </div>
    </article>
    <aside class="layout__side">
${titles('live', paper.words.live, others.slice(0, 9))}
${titles('most-read', paper.words.mostRead, others.slice(9, 18))}
    </aside>
    <section class="related">
      <h2 class="related__heading">${safe(paper.words.read)}</h2>
      <div class="river river--related">
${others
  .slice(4)
  .map((other) => card(paper, other, 'small'))
  .join('\n')}
      </div>
    </section>
  </main>`
  const data = { '@type': 'NewsArticle', headline: story.title, datePublished: day }
  const head = {
    title: story.title,
    description: story.lead,
    path: storyPath(story),
    image: imagePath(story),
  }
  return frame(paper, { ...head, type: 'article', data }, 'page--article', main)
}

function headOf(paper: Paper, title: string, path: string, stories: Edition['stories']) {
  const [first] = stories
  return {
    title,
    description: `${paper.name} : ${first?.title ?? paper.motto}`,
    path,
    type: 'website',
    image: first === undefined ? '/assets/share.jpg' : imagePath(first),
    data: { '@type': 'CollectionPage', name: title },
  } as const
}
