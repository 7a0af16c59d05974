const SECTIONS =
  'politics world economy sport culture science health travel opinion weather local video'.split(' ')
const WORDS =
  'council river budget train school harvest museum bridge market storm vote festival strike road film'.split(
    ' ',
  )

const DESIGNS = {
  first: {
    head: 'site-header',
    nav: 'main-nav',
    grid: 'story-grid',
    card: 'story-card',
    foot: 'site-footer',
    path: '',
  },
  other: { head: 'masthead-bar', nav: 'rubrics', grid: 'tiles', card: 'tile', foot: 'colophon', path: '/v2' },
}

/** A small newspaper's front page of a day: the stories change, the paper stays, unless it is redesigned. */
export function frontPage(day: number, design: keyof typeof DESIGNS = 'first'): string {
  const { head, nav, grid, card, foot, path } = DESIGNS[design]
  const links = SECTIONS.map(
    (name) => `<li class="${nav}__item"><a href="${path}/${name}/">${name}</a></li>`,
  ).join('')
  const stories = Array.from({ length: 24 }, (_, i) => {
    const word = (k: number) => WORDS[(day * 7 + i * 3 + k * 5) % WORDS.length]
    return `<article class="${card}"><h2 class="${card}__title"><a href="${path}/story/${word(0)}-${word(1)}-${day}${i}.html">The ${word(0)} and the ${word(1)}</a></h2>
      <img class="${card}__image" src="/img/${day}-${i}.jpg" alt="The ${word(2)} seen from the ${word(3)}">
      <p class="${card}__text">The ${word(2)} will be closed to the ${word(3)} until the ${word(4)} is over, the town said on day ${day}.</p></article>`
  }).join('')
  return `<!doctype html><html lang="en"><head><title>The Daily Example</title><meta name="description" content="News">
    <link rel="canonical" href="https://www.lemonde.fr/"><link rel="icon" href="/i.png"></head>
    <body class="home"><header class="${head}"><nav class="${nav}"><ul>${links}</ul></nav></header>
    <main class="${grid}">${stories}</main><footer class="${foot}"><a href="${path}/about">About</a>
    <a href="${path}/contact">Contact</a><a href="${path}/privacy">Privacy</a></footer></body></html>`
}
