import { imagePath, storyPath } from './cards.ts'
import { inScript, safe } from './markup.ts'
import type { Article, Edition, Paper } from './paper.ts'

/** An article in its AMP form: custom elements, one style element, no scripts of the paper's own. */
export function ampArticle(paper: Paper, { story, body }: Article, { day, stories }: Edition): string {
  const others = stories.filter(({ title }) => title !== story.title).slice(0, 12)
  return `<!doctype html>
<html amp lang="${paper.language}">
<head>
  <meta charset="utf-8">
  <script async src="https://cdn.ampproject.org/v0.js"></script>
  <script async custom-element="amp-sidebar" src="https://cdn.ampproject.org/v0/amp-sidebar-0.1.js"></script>
  <title>${safe(story.title)} - ${safe(paper.name)}</title>
  <link rel="canonical" href="${paper.origin}${storyPath(story)}">
  <link rel="icon" href="/favicon.ico">
  <meta name="viewport" content="width=device-width">
  <meta name="description" content="${safe(story.lead)}">
  <meta property="og:site_name" content="${safe(paper.name)}">
  <meta property="og:title" content="${safe(story.title)}">
  <style amp-custom>body { font-family: Georgia, serif; margin: 0 16px } .amp-head { border-bottom: 2px solid #0b4f8a } amp-img { background: #d8e2ec }</style>
  <script type="application/ld+json">${inScript({ '@context': 'https://schema.org', '@type': 'NewsArticle', headline: story.title, datePublished: day })}</script>
</head>
<body>
  <header class="amp-head"><a class="amp-head-logo" href="/">${safe(paper.name)}</a> <a class="amp-head-subscribe" href="/abonnements/">${safe(paper.words.subscribe)}</a></header>
  <amp-sidebar id="menu" layout="nodisplay" side="left"><nav class="amp-menu"><ul>
${paper.topics.map(([path, label]) => `    <li class="amp-menu-item"><a href="/${path}/">${safe(label)}</a></li>`).join('\n')}
  </ul></nav></amp-sidebar>
  <main class="amp-main">
    <article class="amp-article">
      <h1 class="amp-title">${safe(story.title)}</h1>
      <p class="amp-lead">${safe(story.lead)}</p>
      <amp-img class="amp-picture" src="${imagePath(story)}" width="720" height="405" layout="responsive"></amp-img>
${body.map((paragraph) => `      <p class="amp-text">${safe(paragraph)}</p>`).join('\n')}
    </article>
    <section class="amp-related"><h2 class="amp-related-title">${safe(paper.words.read)}</h2><ul>
${others.map((other) => `      <li class="amp-related-item"><a href="${storyPath(other)}">${safe(other.title)}</a></li>`).join('\n')}
    </ul></section>
  </main>
  <footer class="amp-foot">${paper.footer.map(([path, label]) => `<a href="/${path}/">${safe(label)}</a>`).join(' · ')}</footer>
</body>
</html>
`
}
