import { imagePath, storyPath } from './cards.ts'
import { inScript, safe } from './markup.ts'
import type { Edition, Links, Paper } from './paper.ts'
import { storyNumber } from './story.ts'

const items = (links: Links): string =>
  links
    .map(
      ([path, label]) =>
        `<div class="c-menu-entry" data-key="${path}"><a href="/${path}/">${safe(label)}</a></div>`,
    )
    .join('\n        ')

/**
 * The same paper's home page after a redesign: the same stories, sections and addresses in other markup with other
 * class names, by another content system.
 */
export function redesignedHome(paper: Paper, { day, stories }: Edition): string {
  const tiles = stories.map(
    (story) => `      <li class="o-tile" data-id="${storyNumber(story.title)}">
        <h3 class="o-tile-headline"><a href="${storyPath(story)}"><span class="u-link-text">${safe(story.title)}</span></a></h3>
        <div class="o-tile-media"><picture><source srcset="${imagePath(story)}?w=640" media="(min-width: 600px)"><img src="${imagePath(story)}" alt=""></picture></div>
        <div class="o-tile-text">${safe(story.lead)}</div>
      </li>`,
  )
  return `<!DOCTYPE html>
<html lang="${paper.language}" dir="${paper.direction}" data-theme="light">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>${safe(paper.name)} : ${safe(paper.motto)}</title>
  <meta name="description" content="${safe(`${paper.name} : ${stories[0]?.title ?? paper.motto}`)}">
  <meta property="og:site_name" content="${safe(paper.name)}">
  <meta property="og:title" content="${safe(paper.motto)}">
  <meta property="og:type" content="website">
  <meta property="og:url" content="${paper.origin}/">
  <link rel="canonical" href="${paper.origin}/">
  <link rel="icon" href="/static/icon.svg" type="image/svg+xml">
  <link rel="alternate" type="application/rss+xml" href="/rss.xml">
  <link rel="stylesheet" href="https://cdn.courrier.example/next/bundle.css">
  <style>
    body { margin: 0; font-family: system-ui, sans-serif; background: #f4f1ea; color: #222 }
    ul { list-style: none; padding: 0 }
    .l-shell { display: flex; gap: 24px; padding: 24px }
    .c-menu { display: flex; flex-wrap: wrap; gap: 6px 18px; padding: 12px 24px; background: #7a1f2b; color: #fff }
    .c-menu a { color: inherit; text-decoration: none }
    .o-grid { display: grid; grid-template-columns: repeat(4, 1fr); gap: 20px }
    .o-tile { background: #fff; padding: 12px; border-radius: 8px }
    .o-tile img { width: 100%; height: 110px; background: #e5dccb }
    .o-tile-headline { margin: 0 0 8px }
    .o-tile-headline a { color: inherit }
  </style>
  <script type="application/ld+json">${inScript({ '@context': 'https://schema.org', '@type': 'WebSite', name: paper.name, url: `${paper.origin}/` })}</script>
  <script>window.__EDITION__ = ${inScript(day)};</script>
</head>
<body class="t-front">
  <div class="c-topbar"><a class="c-brand" href="/"><svg class="c-brand-mark" viewBox="0 0 24 24" width="24" height="24"><path fill="#7a1f2b" d="M2 4h20v16H2z"/></svg> <strong>${safe(paper.name)}</strong></a></div>
  <nav class="c-menu" aria-label="${safe(paper.words.menu)}">
        ${items([...paper.topics, ...paper.more])}
  </nav>
  <main class="l-shell">
    <section class="l-front">
    <h1 class="u-visually-hidden">${safe(paper.motto)}</h1>
    <ul class="o-grid">
${tiles.join('\n')}
    </ul>
    </section>
  </main>
  <footer class="c-baseline">
        ${items(paper.footer)}
    <small>© 2026 ${safe(paper.name)}</small>
  </footer>
  <script type="module" src="https://cdn.courrier.example/next/bundle.js"></script>
</body>
</html>
`
}
