import { describe, expect, test } from 'vitest'
import type { FeedIncident } from '../../../src/engine/feed/incidents.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { frontPage } from './front-page.ts'
import { learned, look } from './paper.ts'

/* What newspapers and their neighbours print that uses attackers' words, looks and sounds, and is none of theirs. */

const site = learned()
const page = frontPage(5)
const STORY = Array.from(
  { length: 8 },
  (_, i) =>
    `<p>The council met for hour ${i + 1} and heard the engineers, who spoke of pumps and of patience.</p>`,
).join('')
/** In front of the stories, behind the paper's own head. */
const withFirst = (html: string) => page.replace('<main class="story-grid">', (main) => `${main}${html}`)
const withLast = (html: string) => page.replace('</main>', `${html}</main>`)
const headline = (text: string) =>
  page.replace(/(<h2[^>]*><a[^>]*>)[^<]*/, (_, start: string) => start + text)

const NEWS: readonly (readonly [name: string, html: string])[] = [
  [
    'a live page on an attack',
    withFirst(
      `<section class="live"><h2>Live: attack on the ministry</h2>${['09:10', '09:25', '10:02']
        .map(
          (time) =>
            `<p><b>${time}</b> The page of the ministry reads “Hacked by Night Heron Crew”, our reporter says.</p>`,
        )
        .join('')}</section>`,
    ),
  ],
  ['an opinion on hackers', headline('Hackers are not heroes, whatever their banners say')],
  ['a satire', headline('Hacker breaks into council website, fixes spelling, leaves')],
  ['an opinion on war', headline('Stop this war, and then stop the next one')],
  [
    'a message quoted in a caption and a picture of it',
    withFirst(
      `<figure><img src="/img/shot.jpg" alt="Screenshot of the altered page: “Hacked by Night Heron Crew”"><figcaption>The page read “Hacked by Night Heron Crew, your security is low” for two hours.</figcaption></figure>${STORY}`,
    ),
  ],
  [
    'an embedded post',
    withFirst(
      `${STORY}<blockquote class="embedded-post"><p>“Hacked by Night Heron Crew. Expect us.” is all that is left of the town’s page this morning</p>— A reader (@reader) <a href="https://posts.example/1">January 9</a></blockquote>`,
    ),
  ],
  [
    'a bar with breaking news',
    withFirst(
      '<div style="background:#c00;color:#fff;font-size:30px">BREAKING: Explosion at the harbour, police ask everybody to stay at home</div>',
    ),
  ],
  [
    'a page in black for the dead',
    withFirst(
      '<div style="background:#000;color:#fff;font-size:48px;text-align:center">In memory of the twelve who died on Wednesday</div>',
    ),
  ],
  [
    'a campaign on the front page',
    withFirst(
      '<div style="background:#000;color:#fff;font-size:64px;text-align:center">JE SUIS CHARLIE</div>',
    ),
  ],
  ['an April fool', headline('Pirates take over this newspaper, demand more recipes (happy first of April)')],
  [
    'comments of readers',
    withLast(
      `${STORY}<section class="comments"><h3>Comments</h3><ol>${[
        'Well said.',
        'hacked by me lol',
        'My cousin’s shop was hacked as well, nobody helped her.',
        'Hello admin, when will the comments be sorted by date?',
      ]
        .map((text) => `<li class="comment"><b>A reader</b><p>${text}</p></li>`)
        .join('')}</ol></section>`,
    ),
  ],
  [
    'comments in the markup of a common system',
    withLast(
      `<div id="comments" class="comments-area"><ol class="comment-list">${[
        'Well said.',
        'hacked by me lol',
        'Hacked? By whom?',
      ]
        .map(
          (text) =>
            `<li class="comment even depth-1"><article class="comment-body"><footer>A reader</footer><div class="comment-content"><p>${text}</p></div></article></li>`,
        )
        .join('')}</ol></div>`,
    ),
  ],
  [
    'an advertisement with a headline',
    withLast('<aside class="ad"><h3>Secure your website today</h3><p>From five euros a month.</p></aside>'),
  ],
  [
    'advertising',
    withLast(
      '<aside class="ad"><a href="https://shop.example/"><img src="https://ads.example/1.gif" alt="Protect your website today" width="300" height="250"></a><p>Is your website secure? Test it free for 30 days.</p></aside>',
    ),
  ],
]

/** Pages that are no newspaper, seen for the first time. */
const links = (what: string) =>
  Array.from({ length: 25 }, (_, i) => `<a href="/${what}/${i}">${what} no ${i + 1}</a> `).join('')
const other = (title: string, body: string, style = '') =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta name="description" content="${title}"><link rel="canonical" href="https://www.lemonde.fr/"><style>${style}</style></head><body><header><nav>${links('section')}</nav></header><main>${body}</main><footer>${links('archive')}</footer></body></html>`
const DARK = 'body { background: #000; color: #0f0; font-family: monospace }'
const NEIGHBOURS: readonly (readonly [name: string, html: string])[] = [
  [
    'a security blog',
    other(
      'Notes on incident response',
      `<h1>What a web shell leaves behind</h1>${STORY}<pre>grep -r "Hacked by" /var/www</pre><p>The crew’s page read “Hacked by Night Heron Crew”, and its script called itself “mass deface”.</p>`,
    ),
  ],
  [
    'a museum of defacements',
    other(
      'The museum of altered pages',
      `<h1>Pages that were altered, 1998 to 2010</h1>${STORY}<ul>${[1999, 2001, 2004, 2008]
        .map(
          (year) =>
            `<li><h3>${year}: “Hacked by crew no ${year % 7}”</h3><p>Kept for two days, and seen by few. From the collection.</p></li>`,
        )
        .join('')}</ul>`,
    ),
  ],
]

const GAMES =
  'Moon Miner,Kart Club,Word Harbour,Night Bus,Pinball Attic,Castle Siege,Snow Runner,Orbit,Fox and Hens,Tile Garden,Deep Sea Sums,Sewer Quest,Blocks and Bricks,Chess for Two'
/** A game's page as such sites make them, with a canvas, a menu and the other games. */
const game = (words: string) => {
  const cards = GAMES.split(',').map((name) => {
    const slug = name.toLowerCase().replaceAll(' ', '-')
    return `<li class="card card-game"><a class="card-link" href="/games/${slug}/play"><img class="card-picture" src="/img/${slug}.jpg" alt="${name}"><h3 class="card-title">${name}</h3><p class="card-text">A game for a quiet quarter of an hour, with ${name.length} levels.</p></a></li>`
  })
  const menu = [
    'action',
    'puzzles',
    'sport',
    'cards',
    'for-two',
    'new',
    'top-lists',
    'classics',
    'account',
    'help',
  ].map((name) => `<li class="menu-item menu-${name}"><a href="/${name}/">${name}</a></li>`)
  return `<!doctype html><html lang="en"><head><title>Sewer Quest | Arcade Attic</title><meta name="description" content="A game of pipes and rats."><meta property="og:site_name" content="Arcade Attic"><link rel="icon" href="/icon.png"><link rel="canonical" href="https://www.lemonde.fr/"><style>${DARK}</style></head><body class="page page-game"><header class="site-header"><a class="logo" href="/"><img src="/img/logo.png" alt="Arcade Attic"></a><nav class="menu"><ul class="menu-list">${menu.join('')}</ul></nav><form class="search" action="/search"><input class="search-field" name="q"></form></header><main class="game"><canvas class="game-canvas" width="640" height="480"></canvas><div class="game-over"><h1 class="game-title">GAME OVER</h1>${words}<button class="game-again">Again</button></div><section class="how-to"><h2>How to play</h2><p class="how-to-text">Turn the wheels with the arrow keys and keep the water out of the engine room. Every level has one exit, and a rat that knows where it is.</p></section><section class="more"><h2>More games</h2><ul class="grid">${cards.join('')}</ul></section></main><footer class="site-footer"><a href="/terms/">Terms</a><a href="/privacy/">Privacy</a></footer><script src="/js/game.js"></script></body></html>`
}

/** Where a careful person would look twice: in black, on a short page, with words that attackers use. */
const TWICE: readonly (readonly [name: string, html: string])[] = [
  [
    'a theme that looks like a terminal',
    other('root@home: my notes', `<h1>~/notes</h1>${STORY}<p>Uptime 400 days. Access granted.</p>`, DARK),
  ],
  [
    'a band',
    other(
      'Legion of the North: tour dates',
      `<h1>LEGION OF THE NORTH</h1><audio src="/song.mp3" autoplay loop></audio><p>New album “We are everywhere” out now.</p>${STORY}`,
      'body { background: #000; color: #f00 }',
    ),
  ],
  [
    'a game',
    other(
      'Sewer Quest: play in the browser',
      `<h1>GAME OVER</h1><p>The boss of level three was too much for you. Try again?</p><button>Again</button>${STORY}`,
      DARK,
    ),
  ],
]

/** Pages that play with attackers' words, looks and sounds: title, and what they say. */
const PLAY = [
  [
    'a game that says who pwned you',
    'Sewer Quest',
    '<h1>GAME OVER</h1><p>You got pwned by the boss of level three.</p><p>Score: 1200</p><button>Try again</button>',
  ],
  [
    'a game for two',
    'Kart Club',
    '<h1>Game over</h1><p>You were owned by your sister. High score: 99.</p><button>Play again</button>',
  ],
  [
    'a game about hackers',
    'Terminal Trainer',
    '<h1>SYSTEM HACKED</h1><p>You have been hacked by Lady Null. Your score: 300.</p><button>Play again</button>',
  ],
  [
    'a band',
    'The Rust Legion',
    '<h1>DEATH TO FALSE METAL</h1><audio src="/a.mp3" autoplay></audio><p>We are legion. We do not forgive. New album out in May. Tour dates: Oslo, Lyon.</p>',
  ],
  [
    'a song',
    'Hacked by Love, the new single',
    '<h1>HACKED BY LOVE</h1><audio src="/b.mp3" autoplay></audio><p>The new single, out on Friday. On tour in autumn.</p>',
  ],
  [
    'a film',
    'Zero Hour',
    '<h1>YOU HAVE BEEN HACKED</h1><video src="/t.mp4" autoplay loop></video><p>In cinemas on 3 March. Watch the trailer.</p>',
  ],
  [
    'a series in Spanish',
    'Nadie en la red',
    '<h1>NO PERDONAMOS</h1><p>Tráiler</p><ol><li>Hola, administrador</li><li>Hackeado por nadie</li></ol><p>Todos los episodios desde enero.</p>',
  ],
  [
    'a conference',
    'Heron Con',
    '<h1>HACK THE PLANET</h1><p>We are everywhere. Expect us in June. Call for papers is open. Tickets from 20 euros.</p>',
  ],
  [
    'a lesson about phishing in German',
    'Das war nur eine Übung',
    '<h1>Sie wurden gehackt!</h1><p>Keine Sorge: Das war nur eine Übung. Woran Sie Phishing erkennen, sagt Ihnen die Schulung am Montag.</p>',
  ],
] as const

/** What papers print at length, with the words said outright in it. */
const STORIES = [
  [
    'a satire',
    '<h1>This paper was HACKED BY PIGEONS</h1><pre style="background:#000;color:#0f0;font-size:40px">H4CKED BY THE PIGEONS. Greetz to all gulls. Your security is breadcrumbs.</pre>',
  ],
  [
    'a museum that shows what it keeps',
    '<h1>Room three: the loud years</h1><div style="background:#000;color:#f00;font-size:36px">HACKED BY NIGHT HERON CREW</div><blockquote>Dear admin, your security is low. Greetz to all.</blockquote>',
  ],
  [
    'a review of a film',
    '<h1>You have been owned</h1><h2>Hacked by Night Heron Crew</h2><p>So begins the film of the year, which is in cinemas now.</p>',
  ],
] as const
/** A small paper's page: a menu of a dozen places, and a footer. */
const paper = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><header><nav>${[
    'town',
    'sport',
    'arts',
    'letters',
    'weather',
    'archive',
  ]
    .map((name) => `<a href="/${name}/">${name}</a>`)
    .join(
      '',
    )}</nav></header><main>${body}</main><footer><a href="/imprint">Imprint</a></footer></body></html>`

const bare = (title: string, words: string) =>
  `<!doctype html><html><head><title>${title}</title><style>${DARK}</style></head><body>${words}</body></html>`
const FORMS: readonly (readonly [name: string, make: (title: string, words: string) => string])[] = [
  ['next to nothing else', bare],
  ['a story', (title, words) => bare(title, words + STORY)],
  ['a menu, a footer and a story', (title, words) => other(title, words + STORY, DARK)],
]
/** Somebody looked at this page, and saw that it was altered. */
const CONFIRMED: FeedIncident = {
  host: 'www.lemonde.fr',
  path: '/',
  state: 'defaced',
  firstSeen: 0,
  lastSeen: 0,
  restoredAt: 0,
  campaign: '',
}

describe('at first sight', () => {
  test.each([...NEWS, ...NEIGHBOURS])('nobody is accused of %s', (_, html) => {
    expect(['defaced', 'suspect']).not.toContain(look(html).verdict.kind)
  })
})

describe('at first sight, where one may look twice', () => {
  test.each(TWICE)('nothing is red about %s', (_, html) => {
    expect(look(html).verdict.kind).not.toBe('defaced')
  })

  test('nothing is red about a game that says who pwned you', () => {
    const verdict = look(game('<p>You got pwned by the boss of level three. Try again?</p>')).verdict
    expect(verdict.kind).not.toBe('defaced')
  })

  describe.each(PLAY)('%s', (_, title, words) => {
    test.each(FORMS)('with %s nothing is red about it', (_, make) => {
      expect(look(make(title, words)).verdict.kind).not.toBe('defaced')
    })
  })

  test.each(STORIES)('nothing is red about %s, and why is said', (_, words) => {
    const { kind, reasons } = look(paper('The Heron', `${words}${STORY}`)).verdict
    expect(kind).toBe('suspect')
    expect(reasons.map(({ key }) => key)).toContain('reason_own_text')
    // Without the text that is the paper's own the same words are an attacker's.
    expect(look(bare('The Heron', words)).verdict.kind).toBe('defaced')
  })

  test('nobody is accused of what readers write under an article', () => {
    const comments = ['hacked by me lol', 'PWNED by Linda', 'hello admin fix your site, we are anonymous']
      .map((text) => `<li class="comment"><p>${text}</p></li>`)
      .join('')
    const article = `<h2>County site back after an hour</h2>${STORY}<ol class="comment-list">${comments}</ol>`
    expect(look(paper('The Heron', article)).verdict.kind).toBe('unfamiliar')
  })

  test('nobody is accused by a report that tells the words and does not say them', () => {
    const report =
      '<h2>Town hall page altered for a night</h2><p>The page said that it was hacked by Night Heron Crew, that the security was low, and greetz to all friends.</p><p>Hello admin, it went on, your site has been hacked, fix your site, expect us.</p>'
    const { verdict } = look(paper('The Heron', `${report}${STORY}`))
    expect(verdict.kind).toBe('unfamiliar')
    // The evidence alone would be enough for amber.
    expect(verdict.points).toBeGreaterThan(shippedWeights.thresholds.suspect)
  })

  test('what others saw on it is looked at twice all the same', () => {
    const report =
      '<p>The page said that it was hacked by Night Heron Crew, that the security is low, and greetz to all.</p>'
    const feed = {
      incident: { ...CONFIRMED, state: 'suspect' as const },
      sequence: 1,
      suspended: new Set<string>(),
    }
    const html = paper('The Heron', `${report.repeat(6)}${STORY}`)
    const observation = observeHtml(html, { url: 'https://www.lemonde.fr/', status: 200, at: 0 })
    const lists = { patterns: shippedPatterns(), weights: shippedWeights }
    expect(judge({ observation, site: null, ...lists, feed }).kind).toBe('suspect')
    expect(judge({ observation, site: null, ...lists }).kind).toBe('unfamiliar')
  })

  test('why it is not is said', () => {
    const keysOf = (html: string) => {
      const { kind, reasons } = look(html).verdict
      return kind === 'suspect' ? reasons.map(({ key }) => key) : [kind]
    }
    const [, title, words] = PLAY[0]
    expect(keysOf(bare(title, words))).toContain('reason_page_offer')
    const band = '<h1>NOBODY IS SAFE</h1><p>We are everywhere. Expect us.</p><a href="/news">News</a>'
    expect(keysOf(bare('The Choir', band))).toContain('reason_nobody_claims')
    const noise = '<h1>THE CHOIR</h1><p>there is no security</p><audio src="/hum.ogg" autoplay loop></audio>'
    expect(keysOf(bare('The Choir', noise))).toContain('reason_only_boasts')
    const mourned =
      '<h1>IN MEMORY OF AN ADMIN</h1><p>Slava Ukraini!</p><p>That night the ministry’s page told all: “Be afraid and expect the worst.” He had it back by noon.</p>'
    expect(keysOf(bare('Our friend', mourned))).toContain('reason_only_quoted')
  })

  test('nothing is red about a site of one page that startles its visitors first', () => {
    const claim = '<h1>YOU HAVE BEEN HACKED!</h1>'
    const onePage = (text: string) =>
      `<title>Heron Testers</title><header><nav><a href="#what">What</a></nav></header><main>${claim}${text}</main><footer>Heron</footer>`
    const { kind, reasons } = look(onePage(STORY)).verdict
    expect(kind).toBe('suspect')
    expect(reasons.map(({ key }) => key)).toContain('reason_own_text')
    // Landmarks alone make no site.
    expect(look(onePage('<p>Greetz to all.</p>')).verdict.kind).toBe('defaced')
  })

  test.each([
    ['a song', '<p>Lyrics</p><p>[Verse 1] We own your system</p><p>[Pre-Chorus] Expect us</p>'],
    ['an exercise', '<p>Det her var en simuleret phishing-mail.</p>'],
  ])('nothing is red about %s', (_, words) => {
    const claim = '<h1>You have been hacked by the night shift</h1>'
    expect(look(bare('The Heron', `${claim}${words}`)).verdict.kind).toBe('suspect')
    expect(look(bare('The Heron', claim)).verdict.kind).toBe('defaced')
  })

  test('nobody is accused of what users write under a bug, on a page of few links', () => {
    const links = ['new', 'search', 'reports'].map((to) => `<a href="/${to}">${to}</a>`).join(' ')
    const said = '<p>The start page says YOU HAVE BEEN HACKED. HACKED BY the heron, greetz to mum.</p>'
    const bug = (place: string) => `<h2>Odd start page</h2><div class="${place}">${said}</div>`
    expect(look(bare('Bug 12', `${links}${bug('comment')}`)).verdict.kind).not.toBe('defaced')
    expect(look(bare('Bug 12', `${links}${bug('page')}`)).verdict.kind).toBe('defaced')
  })
})

describe('who only plays a game or a band at first sight', () => {
  const claim = '<h1>Hacked by Night Heron Crew</h1><p>Greetz to all. Your security is low, admin.</p>'

  test.each([
    '<p>Game over. Try again!</p>',
    '<p>Your score: nothing</p>',
    '<p>CTF team</p>',
    '<p>Official trailer</p>',
  ])('is red with one such word: %s', (play) => {
    expect(look(bare('Hacked', `${claim}${play}`)).verdict.kind).toBe('defaced')
  })

  test('is red with a link of his own', () => {
    expect(look(bare('Hacked', `${claim}<a href="/">home</a>`)).verdict.kind).toBe('defaced')
  })

  test('is red with the lines of a known campaign where the page has no text of its own, and else amber', () => {
    const lines =
      '<h1>The Islamic State Stay Inchallah. Free Palestine. Death To France. Death To Charlie.</h1>'
    expect(look(other('La mairie', lines, DARK)).verdict.kind).toBe('defaced')
    expect(look(paper('La mairie', `${lines}${STORY}`)).verdict.kind).toBe('suspect')
  })

  test('is red whatever empty paragraphs and links to one place he adds', () => {
    const empty = `${'<p></p>'.repeat(6)}${'<a href="/"></a>'.repeat(6)}`
    expect(look(bare('Hacked', `${claim}${empty}`)).verdict.kind).toBe('defaced')
    const own = `${claim}<p>${'Greetz to all my friends, hacked by Night Heron Crew. '.repeat(3)}</p>`.repeat(
      4,
    )
    expect(look(bare('Hacked', `${own}${empty}`)).verdict.kind).toBe('defaced')
  })

  test('is heard in a long text beside those of a site, and in black', () => {
    const words = 'Hacked by Night Heron Crew. Your security is low, admin. Greetz to all our friends. '
    const long = `<pre>${words.repeat(9)}</pre>`
    expect(look(paper('The Heron', `${long}${STORY}`)).verdict.kind).toBe('suspect')
    const black = `<div style="background:#000;color:#0f0">${words}</div>`
    expect(look(paper('Hacked by Night Heron Crew', `${black}${STORY}`)).verdict.kind).toBe('suspect')
  })

  test('is heard in what he calls a comment', () => {
    const words = 'Hacked by Night Heron Crew. Greetz to all, your security is low, admin.'
    expect(look(bare('Hacked', `<div class="comment">${words}</div>`)).verdict.kind).toBe('defaced')
  })

  test('is red on a town hall that goes on to say when it is open', () => {
    const town = '<h2>Nos services</h2><p>Horaires d’ouverture : de 9 h à 12 h. Inscriptions ouvertes.</p>'
    expect(look(other('La mairie', claim + town)).verdict.kind).toBe('defaced')
  })

  test('is not taken for a report because a sign of it stands still', () => {
    const told =
      '<p>Hello admin, your site has been hacked, fix your site, expect us. Greetz to all friends.</p>'
    const html = paper('The Heron', `${claim}${told.repeat(3)}${STORY}`)
    const observation = observeHtml(html, { url: 'https://www.lemonde.fr/', status: 200, at: 0 })
    const feed = { incident: null, sequence: 1, suspended: new Set(['outright-words']) }
    const lists = { patterns: shippedPatterns(), weights: shippedWeights }
    const verdict = judge({ observation, site: null, ...lists, feed })
    expect(verdict.evidence.map(({ id }) => id)).not.toContain('outright-words')
    expect(verdict.points).toBeGreaterThan(shippedWeights.thresholds.suspect)
    expect(verdict.kind).toBe('suspect')
  })

  test('is looked at twice where he leaves the text of a site that nobody knows', () => {
    const why = look(paper('The Heron', `${claim}${STORY}`)).verdict
    expect(why.kind).toBe('suspect')
    expect(why.reasons.map(({ key }) => key)).toContain('reason_own_text')
  })

  test('is flagged with more of them', () => {
    const play = `${claim}<p>Your score: nothing. Next level: the database. Play again?</p>`
    expect(look(bare('Hacked', play)).verdict.kind).toBe('suspect')
  })

  test('is red with what is pushed in the place of a site', () => {
    const push = '<h1>SLOT GACOR HARI INI</h1><p>Situs slot online, slot88, daftar situs judi online</p>'
    const play = '<p>Your score. Play again. New game.</p>'
    expect(look(bare('Slot gacor', `${push}${claim}${play}`)).verdict.kind).toBe('defaced')
  })

  test('is red on a paper that is known, and where people looked at it', () => {
    const play = bare('Hacked', `${claim}<p>Your score: nothing. Next level: the database. Play again?</p>`)
    expect(look(play, site).verdict.kind).toBe('defaced')
    const observation = observeHtml(play, { url: 'https://www.lemonde.fr/', status: 200, at: 0 })
    const feed = { incident: CONFIRMED, sequence: 1, suspended: new Set<string>() }
    const lists = { patterns: shippedPatterns(), weights: shippedWeights }
    expect(judge({ observation, site: null, ...lists, feed }).kind).toBe('defaced')
    expect(judge({ observation, site: null, ...lists }).kind).toBe('suspect')
  })
})

describe('on a paper that is known', () => {
  test.each(NEWS)('nobody is accused of %s', (_, html) => {
    expect(['defaced', 'suspect']).not.toContain(look(html, site).verdict.kind)
  })

  test('who only calls his words a comment is heard all the same', () => {
    const note =
      '<div class="comment" style="background:#000;color:#0f0;font-size:48px">Hacked by Night Heron Crew</div>'
    expect(look(withFirst(note), site).verdict.kind).toBe('defaced')
    expect(
      look(withFirst('<div class="comment"><h2>Hacked by Night Heron Crew</h2></div>'), site).verdict.kind,
    ).toBe('defaced')
  })

  test.each([
    '.:: “…” ::.',
    '[~] “…” [~]',
    '>>> “…” <<<',
    '☠☠☠☠ “…” ☠☠',
    '“…” lol!',
    '“…” 2026',
    '2026: “…”',
  ])('ornaments around a quotation tell nothing: %s', (frame) => {
    const words = frame.replace('…', 'Hacked by Night Heron Crew')
    const note = `<div style="background:#000;color:#0f0;font-size:48px">${words}</div>`
    expect(look(withFirst(note), site).verdict.kind).toBe('defaced')
    expect(['defaced', 'suspect']).toContain(look(headline(words), site).verdict.kind)
  })

  test('the same words from somebody who means them are red', () => {
    const note = '<div style="background:#000;color:#0f0;font-size:48px">Hacked by Night Heron Crew</div>'
    expect(look(withFirst(note), site).verdict.kind).toBe('defaced')
  })
})
