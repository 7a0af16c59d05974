import { describe, expect, test } from 'vitest'
import { BOUNDS } from '../../../src/engine/page/bounds.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import type { Observation } from '../../../src/engine/page/observation.ts'
import { LOUD } from '../../../src/engine/page/observation.ts'
import { parseObservation } from '../../../src/engine/page/parse.ts'

const observe = (html: string): Observation =>
  observeHtml(html, { url: 'https://www.lemonde.fr/monde/?a=1#b', status: 200, at: 1 })

const texts = (page: Observation): string[] => page.blocks.map((block) => block.text)

test('reads what the page says about itself', () => {
  const { identity, language, direction, url } = observe(`<html lang="FR-fr" dir=ltr><head>
    <title> Le  Monde </title><title>second</title>
    <meta name=description content="Actualité"><meta property="og:site_name" content="Le Monde.fr">
    <link rel=canonical href="https://www.lemonde.fr/"><link rel="shortcut icon" href=/f.ico>
    <link rel=alternate type="application/rss+xml" href=/rss><meta http-equiv=refresh content="0; url=https://x.example/?q">`)
  expect(identity).toEqual({
    title: 'Le Monde',
    siteName: 'Le Monde.fr',
    description: 'Actualité',
    generator: '',
    canonicalHost: 'www.lemonde.fr',
    refresh: 'https://x.example/',
    sendsTo: '',
    icons: 1,
    feeds: 1,
  })
  expect([language, direction, url]).toEqual(['fr-fr', 'ltr', 'https://www.lemonde.fr/monde/'])
})

test('knows where readers comment, whatever a site calls it', () => {
  const place = (html: string) => observe(`<body><main>${html}</main>`).blocks[0]?.place
  const names = [
    'comment',
    'comments-area',
    'comment_text',
    'commentBody',
    'user-comment',
    'kommentare',
    'yorumlar',
  ]
  for (const name of names) expect(place(`<div class="x ${name}"><p>Well said.</p></div>`)).toBe('comment')
  expect(place('<ol id="comments"><li><article><p>Well said.</p></article></li></ol>')).toBe('comment')
  for (const name of [
    'comment-count',
    'has-comments',
    'comments-open',
    'commentary',
    'commentator',
    'recommended',
  ])
    expect(place(`<div class="${name}"><p>Well said.</p></div>`)).toBe('body')
  expect(observe('<body class="comments"><p>Well said.</p>').blocks[0]?.place).toBe('body')
  expect(place('<div class="comment"><h2>Hacked</h2></div>')).toBe('heading')
  expect(place('<div class="comment" style="font-size:60px">Hacked</div>')).toBe('large')
})

test('knows what is marked up as a quotation, unless it is set to be seen first', () => {
  const place = (html: string) => observe(`<body><main><article>${html}</article></main>`).blocks[0]?.place
  expect(place('<blockquote>Well said.</blockquote>')).toBe('quote')
  expect(place('<blockquote class="pull"><div><p>Well <b>said</b>.</p></div></blockquote>')).toBe('quote')
  expect(place('<blockquote><h2>Hacked</h2></blockquote>')).toBe('heading')
  expect(place('<blockquote style="font-size:60px">Hacked</blockquote>')).toBe('large')
  expect(place('<div class="comment"><blockquote>Well said.</blockquote></div>')).toBe('comment')
  expect(place('<p>He said <q>no</q>.</p>')).toBe('article')
})

test('puts each text in its place', () => {
  const page = observe(`<body><nav><a href=/a>Politics</a></nav><h1>A <a href=/b>headline</a></h1>
    <article><p>Body text</p><figure><figcaption>Caption</figcaption></figure></article>
    <font size=7>HUGE</font><div style="position:fixed;width:100%;height:100%">Over all</div><img alt="An old man">`)
  expect(page.blocks.map(({ text, place }) => [text, place])).toEqual([
    ['Politics', 'navigation'],
    ['A headline', 'heading'],
    ['Body text', 'article'],
    ['Caption', 'caption'],
    ['HUGE', 'large'],
    ['Over all', 'overlay'],
    ['An old man', 'alt'],
  ])
})

test('text that no reader sees is no text', () => {
  const page = observe(`<body><p>seen</p><noscript>a</noscript><template>b</template><p hidden>c</p>
    <p style="display:none">d</p><div style="visibility: hidden"><p>e</p></div><input type=hidden value=f>
    <script>var g</script><style>h{}</style><!-- i --><iframe>j</iframe><span style="font-size:0">k</span>
    <p style="text-indent:-9999px">l</p><svg><title>m</title><text>drawn</text></svg>`)
  expect(texts(page)).toEqual(['seen', 'drawn'])
})

test('a declared shadow tree is seen in its host', () => {
  expect(texts(observe('<x-card><template shadowrootmode=open><p>inside</p></template></x-card>'))).toEqual([
    'inside',
  ])
})

test('a word split over elements stays one word', () => {
  expect(texts(observe('<p><b>ha</b><i>ck</i><span>ed</span> by</p>'))).toEqual(['hacked by'])
})

test('counts what speaks', () => {
  const { counts, look } =
    observe(`<body bgcolor="000000" oncontextmenu="return false"><center><marquee>x</marquee></center>
    <audio autoplay src=a.mp3></audio><iframe src=x width="100%" height="100%"></iframe><font color=red>y</font>
    <script>document.write(unescape('%3C'))</script><script>alert("hi")</script><script>location.href="x"</script>`)
  expect(counts).toMatchObject({
    moving: 1,
    dated: 2,
    autoplay: 1,
    coverFrames: 1,
    writers: 1,
    alerts: 1,
    redirects: 1,
    blockers: 1,
  })
  expect(look).toEqual({ background: 'dark', neon: 1 })
})

test('knows where a page sends its readers, by its head or by a script that does nothing else', () => {
  const sent = (html: string) => observe(`<head></head><body>${html}`).identity.sendsTo
  for (const code of [
    'location.href="https://x.example/a?b=c"',
    'window.location = "https://x.example/a"',
    "setTimeout(function(){top.location.replace('//x.example/a#b')}, 900)",
  ])
    expect([code, sent(`<script>${code}</script>`)]).toEqual([code, 'https://x.example/a'])
  // It depends; it stays on the site; it is one thing of many.
  for (const code of [
    'if (/Android/.test(navigator.userAgent)) location.href="https://x.example/a"',
    'isOld && (location.href="https://x.example/a")',
    'b.addEventListener("click", () => { location.href="https://x.example/a" })',
    'location.href="/a"',
    'function open(){ window.location.href="https://x.example/a" }',
    'navigator.userAgent.match(/iPhone/)?location.href="https://x.example/a":0',
    '// window.location = "https://x.example/a"',
    'var location="https://x.example/a"',
    `e.innerHTML='<div data-location="https://x.example/a">'`,
    'list.onchange=function(){location.href="https://x.example/a"}',
    'try{f()}catch(e){location.replace("https://x.example/a")}',
    'fetch("/geo").then(function(){location.replace("https://x.example/a")})',
    `location.href="https://x.example/a";${'f();'.repeat(90)}`,
  ])
    expect([code, sent(`<script>${code}</script>`)]).toEqual([code, ''])
  const refreshed = (content: string) =>
    observe(`<head><meta name="x" http-equiv="Refresh" content="${content}">`).identity.refresh
  for (const content of ['0;url=https://y.example/?a', "3; URL='https://y.example/'", '0,https://y.example/'])
    expect([content, refreshed(content)]).toEqual([content, 'https://y.example/'])
  expect(refreshed('600')).toBe('')
})

test('knows the foreign picture that most images show, and the foreign host that most links lead to', () => {
  const { foreign } = observe(
    `<body>${'<img src="https://p.example/a.jpg">'.repeat(3)}<img src="https://q.example/1.jpg"><img src="/own.jpg">
     ${'<a href="https://l.example/1">a</a><a href="https://l.example/2">b</a><a href="/own">c</a>'.repeat(2)}`,
  )
  expect(foreign).toEqual({
    picture: { host: 'p.example', times: 3 },
    links: { host: 'l.example', times: 4 },
  })
  expect(observe('<body><img src="/own.jpg"><a href="/own">c</a>').foreign).toEqual({
    picture: { host: '', times: 0 },
    links: { host: '', times: 0 },
  })
})

test('reads what style sheets write over all of the page, and not what only scripts read there', () => {
  const written = (rule: string) => texts(observe(`<head><style>${rule}</style></head><body><p>News`))
  expect(written('body::before{content:"Hacked by the Night Heron";font-size:60px}')[0]).toBe(
    'Hacked by the Night Heron',
  )
  expect(written('html:after{content:"Hacked by the Night Heron"}')[0]).toBe('Hacked by the Night Heron')
  expect(written('body:before{content:"tablet portrait";display:none}')).toEqual(['News'])
  expect(written('body:before{content:"small"}')).toEqual(['News'])
  expect(written(':root::before{content:"Hacked by the Night Heron";display:none;display:block}')[0]).toBe(
    'Hacked by the Night Heron',
  )
})

describe('inline scripts', () => {
  test.each([
    'confirm("Hacked by the Night Heron")',
    'while(!prompt("Hacked by the Night Heron")){}',
    'var x=c.getContext("2d");x.font="60px serif";x.fillText("Hacked by the Night Heron",20,120)',
    'f("a");g("Hacked by the Night Heron");alert("b")',
    'alert("Hacked by \\\nthe Night Heron");x("b")',
  ])('what one says to the reader is read: %s', (code) => {
    const full = `<p>${'All is well in town. '.repeat(60)}</p>`
    expect(texts(observe(`<body>${full}<script>${code}</script>`))).toContain('Hacked by the Night Heron')
  })

  test('one that runs once the page is there is read as well', () => {
    const page = observe(`<body onload="alert('Hacked by the Night Heron')"><p>${'All is well. '.repeat(90)}`)
    expect([texts(page).at(-1), page.counts.alerts]).toEqual(['Hacked by the Night Heron', 1])
  })

  const alert = '<script>alert("hi there")</script>'
  const long = (units: number) => `<script>${';'.repeat(units)}</script>`
  const alerts = (html: string) => observe(`<body>${html}`).counts.alerts

  test('one is read however much data stands before it', () => {
    const data = `<script type="application/json">"${'x'.repeat(BOUNDS.script * 2)}"</script>`
    expect(alerts(data + alert)).toBe(1)
  })

  test('a few lines are read after more long ones than are looked at, and no more of them than that', () => {
    const longOnes = long(BOUNDS.code).repeat(BOUNDS.codeTotal / BOUNDS.code)
    const words = '<script>alert("hi there")//'
    const longAlert = `${words}${';'.repeat(BOUNDS.fewLines)}</script>`
    expect(alerts(longOnes + alert)).toBe(1)
    expect(alerts(longOnes + longAlert)).toBe(0)
    const few = Math.ceil(BOUNDS.codeTotal / BOUNDS.fewLines)
    expect(alerts(long(BOUNDS.fewLines).repeat(few - 1) + alert)).toBe(1)
    expect(alerts(long(BOUNDS.fewLines).repeat(few) + alert)).toBe(0)
  })

  test('on a full page only the few lines that speak to its reader are words', () => {
    const full = `<p>${'The council met on Tuesday. '.repeat(60)}</p>`
    const said = (html: string) =>
      observe(`<body>${full}${html}`)
        .blocks.filter(({ place }) => place === 'script')
        .map(({ text, loud }) => [text, loud])
    expect(said('<script>onload = () => alert("Your site is ours now")</script>')).toEqual([
      ['Your site is ours now', LOUD.large],
    ])
    expect(said('<script>var words = "Your site is ours now"</script>')).toEqual([])
    expect(
      said(`<script>onload = () => alert("Your site is ours now")//${' '.repeat(BOUNDS.fewLines)}</script>`),
    ).toEqual([])
  })

  test('each has surroundings of its own, and they stay when it says something else', () => {
    const contexts = (html: string) => observe(`<body>${html}`).blocks.map(({ context }) => context)
    const [one, other, same] = contexts(
      '<script>var today = "It is a fine day"</script><script>alert("It is a fine day")</script><script>var today = "It rains a bit"</script>',
    )
    expect(one).not.toBe(other)
    expect(one).toBe(same)
  })
})

test('what a picture over the page would say is said by what lies over the page', () => {
  const picture = '<img src="a.png" alt="We were here">'
  expect(observe(`<body>${picture}`).blocks[0]?.place).toBe('alt')
  const sheet = `<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">${picture}</div>`
  expect(observe(`<body>${sheet}`).blocks[0]?.place).toBe('overlay')
})

test('own links are told from foreign ones', () => {
  const { counts, tokens } =
    observe(`<a href=/a>1</a><a href=https://www.lemonde.fr/b>2</a><a href=//abo.lemonde.fr/c>3</a>
    <a href=https://t.example/>4</a><a href=#x>5</a><a href="javascript:void(0)">6</a><a href="/a?utm=1">7</a>`)
  expect([counts.links, counts.ownLinks, tokens.links.length]).toEqual([7, 4, 3])
})

test('generated parts of names do not change the tokens', () => {
  const tokens = (name: string) => observe(`<div class="${name}">x</div>`).tokens.names
  expect(tokens('Header_title__3xKd9')).toEqual(tokens('Header_title__9aBc1'))
  expect(tokens('post-48211 card')).toEqual(tokens('post-9 card'))
  expect(tokens('css-1q2w3e')).toEqual(tokens('css-9z8y7x'))
  expect(tokens('card')).not.toEqual(tokens('teaser'))
})

test('what comes out passes its own schema', () => {
  expect(parseObservation(observe('<h1>x</h1>')).ok).toBe(true)
  expect(parseObservation({ ...observe('<h1>x</h1>'), version: 99 })).toEqual({
    ok: false,
    error: expect.stringContaining('version is wrong'),
  })
})

const bounded: [name: string, limit: string, page: (n: number) => string, most: number][] = [
  ['elements', 'elements', (n) => '<br>'.repeat(n), BOUNDS.elements],
  ['text', 'text', (n) => `<p>${'x'.repeat(n)}</p>`, BOUNDS.text],
  ['blocks', 'blocks', (n) => '<p>xyz</p>'.repeat(n), BOUNDS.blocks],
  ['tokens', 'tokens', (n) => Array.from({ length: n }, (_, i) => `<b class="${letters(i)}">`).join(''), 0],
  ['depth', 'depth', (n) => `${'<div>'.repeat(n)}x`, BOUNDS.depth],
]

/** Names without digits, all different. */
const letters = (i: number): string =>
  `n${[...i.toString(26)].map((c) => 'qwertyuiopasdfghjklzxcvbnm'[Number.parseInt(c, 26)]).join('')}`

test.each(bounded)(
  '%s: nothing is lost at the cap, and one beyond it is recorded',
  (_, limit, page, most) => {
    if (limit === 'tokens') {
      const wide = (n: number) =>
        `<i class="${Array.from({ length: n }, (_, i) => letters(i)).join('"></i><i class="')}"></i>`
      expect(observe(wide(BOUNDS.tokens)).limits).toEqual([])
      expect(observe(wide(BOUNDS.tokens + 1)).limits).toEqual(['tokens'])
      return
    }
    expect(observe(page(most)).limits).toEqual([])
    expect(observe(page(most + 1)).limits).toContain(limit)
  },
)

test.each([
  ['no html element', 'Just text', ['Just text']],
  ['NUL bytes', '<p>a\0b</p>', ['ab']],
  ['invalid UTF-8, decoded', `<p>${Buffer.from([0xff, 0x61]).toString('utf8')}</p>`, ['\ufffda']],
  ['nothing at all', '', []],
  ['a tag that never ends', '<div class="', []],
])('%s gives an observation', (_, html, expected) => {
  expect(texts(observe(html))).toEqual(expected)
})

test('depth 50,000 and 200,000 elements end at the caps', () => {
  expect(observe('<div>'.repeat(50_000)).limits).toEqual(['depth'])
  expect(observe('<i></i>'.repeat(200_000)).limits).toEqual(['elements'])
})

test('36 MB of HTML are read within the bounds', () => {
  const page = observe(`<p>${'lorem ipsum '.repeat(3_000_000)}</p>`)
  expect(page.limits).toEqual(['bytes', 'text'])
  expect(page.counts.text).toBe(BOUNDS.text)
})
