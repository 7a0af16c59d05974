import { inScript, safe } from './markup.ts'
import type { Links, Paper } from './paper.ts'

export interface PageHead {
  title: string
  description: string
  path: string
  type: 'website' | 'article'
  image: string
  /** Schema.org data beside that of the publisher. */
  data?: Record<string, unknown>
}

export const list = (name: string, links: Links): string =>
  `<ul class="${name}">
${links.map(([path, label]) => `        <li class="${name}__item"><a class="${name}__link" href="/${path}/">${safe(label)}</a></li>`).join('\n')}
      </ul>`

/** Everything around the middle of a page: head, bars, menus and foot, as this paper has them on all its pages. */
export function frame(paper: Paper, head: PageHead, bodyClass: string, main: string): string {
  return `<!DOCTYPE html>
<html lang="${paper.language}" dir="${paper.direction}" class="no-js">
${pageHead(paper, head)}
<body class="page ${bodyClass}">
  <a class="skip-link" href="#content">${safe(paper.motto)}</a>
  <header class="site-header" role="banner">
    <div class="site-header__bar">
      <a class="site-header__logo" href="/"><img class="site-header__logo-image" src="/assets/logo.svg" alt="${safe(paper.name)}" width="220" height="40"></a>
      <form class="search" action="/recherche/" role="search"><input class="search__field" type="search" name="q" aria-label="?"></form>
      <a class="button button--subscribe" href="/abonnements/">${safe(paper.words.subscribe)}</a>
      <a class="button button--login" href="/compte/">${safe(paper.words.login)}</a>
    </div>
    <nav class="site-nav" aria-label="${safe(paper.words.menu)}">
      ${list('site-nav__list', paper.topics)}
      ${list('site-nav__more', paper.more)}
    </nav>
  </header>
${main}
  <footer class="site-footer" role="contentinfo">
    <div class="site-footer__columns">
      ${list('site-footer__topics', paper.topics)}
      ${list('site-footer__legal', paper.footer)}
    </div>
    <ul class="social">
      <li class="social__item"><a class="social__link social__link--rss" href="/rss.xml">RSS</a></li>
      <li class="social__item"><a class="social__link" href="https://social.example/@courrier" rel="me">Social</a></li>
    </ul>
    <p class="site-footer__copyright">© 2026 ${safe(paper.name)}</p>
  </footer>
  <script src="/assets/app.9f31c2.js" defer></script>
  <script>
    document.documentElement.classList.remove('no-js');
    for (const button of document.querySelectorAll('.menu-toggle')) {
      button.addEventListener('click', () => button.closest('nav').classList.toggle('site-nav--open'));
    }
  </script>
</body>
</html>
`
}

function pageHead(paper: Paper, { title, description, path, type, image, data }: PageHead): string {
  const url = paper.origin + path
  const publisher = { '@type': 'NewsMediaOrganization', name: paper.name, url: `${paper.origin}/` }
  return `<head>
  <meta charset="utf-8">
  <title>${safe(title)} - ${safe(paper.name)}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="description" content="${safe(description)}">
  <link rel="canonical" href="${url}">
  <link rel="icon" href="/favicon.ico" sizes="32x32">
  <link rel="apple-touch-icon" href="/assets/touch-icon.png">
  <link rel="alternate" type="application/rss+xml" title="${safe(paper.name)}" href="/rss.xml">
  <meta property="og:site_name" content="${safe(paper.name)}">
  <meta property="og:title" content="${safe(title)}">
  <meta property="og:description" content="${safe(description)}">
  <meta property="og:type" content="${type}">
  <meta property="og:url" content="${url}">
  <meta property="og:image" content="${paper.origin}${image}">
  <meta name="twitter:card" content="summary_large_image">
  <link rel="preconnect" href="https://static.courrier.example">
  <link rel="stylesheet" href="https://static.courrier.example/css/site.4c8d10.css">
  <style>${STYLE}</style>
  <script type="application/ld+json">${inScript({ '@context': 'https://schema.org', publisher, ...data, url })}</script>
  <script>window.dataLayer = window.dataLayer || []; window.dataLayer.push({ page: ${inScript(type)}, site: ${inScript(paper.name)} });</script>
</head>`
}

/** Enough of a style that the page looks like a newspaper where its style sheet does not load. */
const STYLE = `
    body { margin: 0; font: 16px/1.5 Georgia, serif; color: #1a1a1a; background: #fff }
    a { color: inherit; text-decoration: none }
    ul { list-style: none; margin: 0; padding: 0 }
    .skip-link { position: absolute; left: -99em }
    .site-header { border-bottom: 3px solid #0b4f8a; padding: 12px 24px }
    .site-header__bar { display: flex; gap: 16px; align-items: center }
    .button { background: #0b4f8a; color: #fff; padding: 6px 12px; font-family: sans-serif }
    .site-nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; font-family: sans-serif; padding-top: 8px }
    .site-nav__more { font-size: 13px; color: #555 }
    .layout { display: grid; grid-template-columns: 3fr 1fr; gap: 32px; max-width: 1180px; margin: 24px auto }
    .river { display: grid; grid-template-columns: repeat(3, 1fr); gap: 24px }
    .card { border-top: 1px solid #ccc; padding-top: 8px }
    .card--lead { grid-column: 1 / -1 }
    .card__picture img { width: 100%; height: 120px; background: #d8e2ec; display: block }
    .card__topic { color: #0b4f8a; font: bold 13px sans-serif; text-transform: uppercase }
    .card__title { margin: 4px 0; font-size: 19px; line-height: 1.25 }
    .card--lead .card__title { font-size: 34px }
    .card__lead { margin: 0; color: #444; font-size: 15px }
    .article { max-width: 720px }
    .site-footer { background: #10243a; color: #dfe8f0; padding: 24px; margin-top: 48px; font-family: sans-serif }
    .site-footer ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding-bottom: 12px }
  `
