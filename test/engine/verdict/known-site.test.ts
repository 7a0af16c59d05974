import { describe, expect, test } from 'vitest'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { frontPage } from './front-page.ts'
import { learned, look } from './paper.ts'

const site = learned()
const page = frontPage(5)
const withLast = (html: string) => page.replace('</body>', `${html}</body>`)
/** The first story's headline says something else, in the markup that it always had. */
const firstHeadline = (text: string) =>
  page.replace(/(<h2[^>]*><a[^>]*>)[^<]*/, (_, start: string) => start + text)
const COVER = 'position:fixed;left:0;top:0;width:100%;height:100%;z-index:99999'
const signs = (html: string) => {
  const { verdict } = look(html, site)
  return Object.fromEntries(verdict.evidence.map(({ id, points }) => [id, points]))
}

describe('on a site that is known', () => {
  test('a picture or a frame over everything is new', () => {
    expect(signs(page)).not.toHaveProperty('new-cover')
    const picture = signs(withLast(`<img src="https://x.example/a.jpg" style="${COVER}">`))
    const frame = signs(withLast(`<iframe src="https://x.example/" style="${COVER}"></iframe>`))
    expect([picture['new-cover'], frame['new-cover']]).toEqual([
      shippedWeights.weights['new-cover'],
      shippedWeights.weights['new-cover'],
    ])
  })

  test('a sheet that asks for something is worth less than one that only says something', () => {
    const message = signs(withLast(`<div style="${COVER}">Look what became of it</div>`))
    const request = signs(withLast(`<div style="${COVER}">Subscribe to go on <button>Yes</button></div>`))
    expect(request['new-cover']).toBeLessThan(message['new-cover'] ?? 0)
    expect(
      look(withLast(`<div style="${COVER}">Subscribe to go on <button>Yes</button></div>`), site).verdict
        .kind,
    ).toBe('intact')
  })

  test('an empty sheet in one colour over everything is looked at twice', () => {
    const sheet = (style: string, inside = '') => withLast(`<div style="${COVER};${style}">${inside}</div>`)
    const black = look(sheet('background:#000'), site).verdict
    expect(black.kind).toBe('suspect')
    expect(signs(sheet('background:#000'))['blank-cover']).toBe(shippedWeights.weights['blank-cover'])
    // What shines through, turns a wheel, asks for something or stands in a box of its own hides nothing.
    const others = [
      sheet('background:rgba(0,0,0,.6)'),
      sheet('background:#00000080'),
      sheet('background:#000;opacity:0.4'),
      sheet('background:transparent'),
      sheet('background:#fff', '<img src="/wheel.gif" alt="">'),
      sheet('background:#fff', '<div class="spinner"></div>'),
      sheet('background-color:#fff;background-image:url(/wheel.gif)'),
      sheet('background:#fff', '<iframe src="/consent" width="400"></iframe>'),
      withLast(`<div style="${COVER.replace('z-index:99999', 'z-index:-1')};background:#fff"></div>`),
      sheet('background:#fff', '<button>Go on</button>'),
      withLast('<div><div style="position:absolute;width:100%;height:100%;background:#fff"></div></div>'),
    ]
    for (const html of others) expect(signs(html)).not.toHaveProperty('blank-cover')
    for (const html of others) expect(['defaced', 'suspect']).not.toContain(look(html, site).verdict.kind)
  })

  test('a slogan under what is left of the site is altered, also where that asks the reader to sign in', () => {
    const left = (content: string) =>
      page.replace(
        /(<body[^>]*>)[\s\S]*<\/body>/,
        `$1<header><a href="/login">Sign in</a></header>${content}</body>`,
      )
    const text = 'We ask you to sign in to read what our editors wrote today.'
    expect(look(left(`<h1>For our readers</h1><p>${text}</p>`), site).verdict.kind).toBe('undetermined')
    const kinds = ['إلا رسول الله', 'Save Palestine'].map(
      (slogan) => look(left(`<h1>${slogan}</h1>`), site).verdict.kind,
    )
    expect(kinds).toEqual(['defaced', 'suspect'])
  })

  test('a text that stands on many cards is noticed, however calm it reads', () => {
    let card = 0
    const spread = page.replace(/<h([23])[^>]*>[\s\S]*?<\/h\1>/g, (heading) =>
      ++card > 12 ? heading : '<h2>The mayor has sold our river to his own brother</h2>',
    )
    expect(card).toBeGreaterThan(11)
    expect(signs(spread)['new-repeat']).toBeGreaterThan(1)
    expect(signs(page)).not.toHaveProperty('new-repeat')
  })

  test('one headline on a good part of the stories is unusual, whatever it says', () => {
    const same = (most: number) => {
      let card = 0
      return page.replace(/<h([23])[^>]*>[\s\S]*?<\/h\1>/g, (heading) =>
        ++card > most ? heading : '<h2>The mayor has sold our river to his own brother</h2>',
      )
    }
    expect(look(same(30), site).verdict.kind).toBe('suspect')
    expect(signs(same(30))['same-headline']).toBe(shippedWeights.weights['same-headline'])
    expect(signs(same(2))['same-headline'] ?? 0).toBeLessThan(1)
    expect(look(same(2), site).verdict.kind).toBe('intact')
  })

  test('a label that the site repeats all over hides no headline that stands on ten cards', () => {
    const labelled = (html: string) =>
      html.replaceAll('</article>', '<p class="more"><a href="/plus">Read the whole story</a></p></article>')
    const known = learned((day) => labelled(frontPage(day)))
    let card = 0
    const spread = labelled(page).replace(/<h2[^>]*>[\s\S]*?<\/h2>/g, (heading) =>
      ++card > 10 ? heading : '<h2>The mayor has sold our river to his own brother</h2>',
    )
    expect(look(labelled(page), known).verdict.kind).toBe('intact')
    const { kind, evidence } = look(spread, known).verdict
    expect(kind).toBe('suspect')
    expect(evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(['same-headline', 'new-repeat']))
  })

  test('a new design may call its stories what it likes', () => {
    const redesigned = frontPage(5, 'other').replace(
      /<h2[^>]*>[\s\S]*?<\/h2>/g,
      '<h2>Only for subscribers</h2>',
    )
    expect(signs(redesigned)).not.toHaveProperty('same-headline')
  })

  test('a headline in letters that the site never used is a sign, and decides nothing alone', () => {
    const calm = firstHeadline('Остановите эту войну сегодня')
    expect(signs(calm)['new-script']).toBe(shippedWeights.weights['new-script'])
    expect(look(calm, site).verdict.kind).toBe('intact')
    for (const words of ['今天停止这场战争', '今日は戦争をやめてください'])
      expect(signs(firstHeadline(words))['new-script']).toBe(shippedWeights.weights['new-script'])
    expect(signs(withLast('<p>Остановите эту войну сегодня</p>'))).toHaveProperty('new-script')
    expect(look(calm).verdict.evidence.map(({ id }) => id)).not.toContain('new-script')
  })

  test.each([
    'Кино',
    'Українська',
    'Македонски',
    'Ελληνικά',
    '繁體中文',
    'Pourquoi « Остановите » est partout',
    'Stop this war',
  ])('the name of a language, a word in passing and English are none: %s', (words) => {
    expect(signs(firstHeadline(words))).not.toHaveProperty('new-script')
  })

  test('a page that says it is in another language may be written in its letters', () => {
    const page = (language: string, words: string) =>
      signs(firstHeadline(words).replace(/<html[^>]*>/, `<html lang="${language}">`))
    expect(page('ru', 'Остановите эту войну сегодня')).not.toHaveProperty('new-script')
    expect(page('ja', '今日は戦争をやめてください')).not.toHaveProperty('new-script')
    expect(page('sr', 'Остановите эту войну сегодня')).not.toHaveProperty('new-script')
  })

  test('letters that a site has a little of, always, are its own', () => {
    const withService = (day: number) =>
      frontPage(day).replace('</main>', '<h3><a href="/ru/">Русская служба газеты</a></h3></main>')
    const { evidence } = look(withService(7), learned(withService, 6)).verdict
    expect(evidence.map(({ id }) => id)).not.toContain('new-script')
  })

  test('what stands where the site has no text is read backwards, too', () => {
    const turned = [...'Hacked by Night Heron Crew'].reverse().join('')
    expect(signs(withLast(`<div class="note"><h1>${turned}</h1></div>`))['foreign-words']).toBeGreaterThan(2)
    expect(signs(firstHeadline(turned))).not.toHaveProperty('foreign-words')
  })

  test('what is said in passing in a long text makes no headline beside it an attacker’s', () => {
    const legal = `${'The terms of this service apply to all of its readers. '.repeat(12)}All your data are in our hands.`
    const beside = (text: string) =>
      signs(page.replace('<main', `<h2>Letter appears on hacked pages</h2><p>${text}</p><main`))[
        'outright-words'
      ] ?? 0
    expect(beside(legal)).toBe(0)
    expect(beside('All your data are in our hands.')).toBeGreaterThan(2)
  })

  test('a dialog that a stranger opens on a full page is heard', () => {
    const { kind } = look(withLast('<script>alert("Hacked by Night Heron Crew")</script>'), site).verdict
    expect(['suspect', 'defaced']).toContain(kind)
    expect(look(withLast('<script>alert("Thank you for reading")</script>'), site).verdict.kind).toBe(
      'intact',
    )
  })

  /** The first headlines begin with other words, or are those alone. */
  const headlines = (most: number, words: string, isAll: boolean) => {
    let card = 0
    return page.replace(/(<h2[^>]*><a[^>]*>)([^<]*)/g, (all, start: string, rest: string) =>
      ++card > most ? all : start + words + (isAll ? '' : rest),
    )
  }

  test('a claim that begins several headlines is everybody’s, however they go on, and one alone is news', () => {
    const claimed = (most: number) => headlines(most, 'Hacked by the night heron crew - ', false)
    expect(look(claimed(4), site).verdict.kind).toBe('defaced')
    expect(look(claimed(1), site).verdict.kind).toBe('intact')
  })

  test('a word to readers or owners that begins several headlines is looked at twice, and so is a bare word of the trade', () => {
    for (const [words, isAll, most] of [
      ['An alle Leserinnen und Leser dieser Zeitung: ', false, 4],
      ['pwned', true, 8],
      ['взломано', true, 8],
    ] as const) {
      const seen = (some: number) => look(headlines(some, words, isAll), site).verdict.kind
      expect([words, ['suspect', 'defaced'].includes(seen(most)), seen(2)]).toEqual([words, true, 'intact'])
    }
    // A series of reports is called by such a word, and goes on.
    expect(look(headlines(4, 'Hacked: ', false), site).verdict.kind).toBe('intact')
    expect(look(headlines(3, 'Hacked', true), site).verdict.kind).not.toBe('defaced')
    // Those who are in the news are named first, and cried with.
    for (const words of [
      'Anonymous Sudan: ',
      'Iranian hackers indicted: ',
      'Game over for the champions: ',
      'Slava Ukraini: ',
    ])
      expect([words, look(headlines(3, words, false), site).verdict.kind]).toEqual([words, 'intact'])
  })

  test.each([
    'Hacked by North Korea? Experts doubt it',
    'Game over for the champions after penalty drama',
    'Stop the war, say forty Nobel laureates',
    'We do not forget: town remembers the victims of the flood',
    'An alle Leserinnen und Leser dieser Zeitung: danke',
    'Piraté par la Corée du Nord ? Les experts en doutent',
  ])('a headline that uses such words is no alarm: %s', (headline) => {
    for (const html of [firstHeadline(headline), withLast(`<div class="note"><h1>${headline}</h1></div>`)])
      expect(look(html, site).verdict.kind).toBe('intact')
  })

  test('one that says no more is one', () => {
    expect(['suspect', 'defaced']).toContain(
      look(firstHeadline('Hacked by Night Heron Crew'), site).verdict.kind,
    )
  })

  test('ornaments before a claim do not make it a report', () => {
    const banner = page.replace(
      '<body class="home">',
      '<body class="home"><h1>-+ Hacked By NIGHT_HERON404 +-</h1>',
    )
    expect(signs(banner)['outright-words']).toBe(shippedWeights.weights['outright-words'])
  })

  test('a button that only pops up a dialog is no request', () => {
    const sheet = (onclick: string) =>
      withLast(`<div style="${COVER}">Say my name<input type="button" onclick="${onclick}"></div>`)
    expect(signs(sheet("alert('no')"))['new-cover']).toBe(shippedWeights.weights['new-cover'])
    expect(signs(sheet('agree()'))['new-cover']).toBeLessThan(shippedWeights.weights['new-cover'])
  })

  test('its own head over nothing at all is looked at twice', () => {
    const [head = ''] = page.split('</head>')
    const told = (html: string) => {
      const { kind, reasons } = look(html, site).verdict
      return [kind, reasons[0]?.key]
    }
    expect(told(`${head}</head><body class="home"></body></html>`)).toEqual(['suspect', 'reason_cleared'])
    // An error page of the server, a place for a script to draw in, a page on its way, a picture left: no alarm.
    const elsewhere = '<meta http-equiv="refresh" content="0;url=https://www.lemonde.fr/login">'
    for (const html of [
      '<html><head></head><body></body></html>',
      `${head}</head><body><div id="app"></div><script src="/app.js"></script></body></html>`,
      `${head}${elsewhere}</head><body></body></html>`,
      `${head}</head><body><img src="/logo.png"></body></html>`,
    ])
      expect(told(html)[1]).not.toBe('reason_cleared')
  })

  test('its own head over a line of text is looked at twice, over a notice of the server it is not', () => {
    const [head = ''] = page.split('</head>')
    const told = (body: string, top = head) => {
      const { kind, reasons } = look(`${top}</head><body class="home">${body}</body></html>`, site).verdict
      return [kind, reasons[0]?.key]
    }
    const line = '<h1>The islands were ours and shall be ours</h1><p>All of them.</p>'
    expect(told(line)).toEqual(['suspect', 'reason_one_line'])
    for (const [body, top] of [
      ['<h1>We will be back soon</h1><p>The site is under maintenance.</p>'],
      ['<h1>Page not found</h1><p>Look for it elsewhere.</p>'],
      // Another's head; text that nothing makes stand out; a page that says more than a line; one still to be drawn.
      [line, '<html><head><title>Routeradministration</title>'],
      ['<p>One moment, please.</p>'],
      ['<h1>Održavanje</h1><p>Stranica se održava. Vraćamo se uskoro.</p>'],
      [
        '<h1>The Daily Example</h1><p>All that a town has to read, since 1902, and twice a day if need be.</p>',
      ],
      ['<div id="root"><h1>Good morning, reader</h1></div><script src="/app.js"></script>'],
      [`<h1>A new home</h1>${'<p>There is a lot to be told of what becomes of this paper.</p>'.repeat(8)}`],
    ])
      expect(told(body ?? '', top)[1]).not.toBe('reason_one_line')
  })

  test('names written as attackers sign are a sign where the site has no text, or on a page that is not its own', () => {
    const loud = (text: string) => withLast(`<h1 style="color:#0f0;font-size:60px">${text}</h1>`)
    const full = shippedWeights.weights['foreign-hand']
    for (const text of [
      'N1GHTH3R0N was here',
      'H3RON 8Y 0N3 AND 0N3 M0R3',
      '~ heron ~ by N1ghter, H3ron and St4rling',
    ])
      expect([text, signs(loud(text))['foreign-hand']]).toEqual([text, full])
    expect(signs('<html><body><h1>N1GHTH3R0N</h1><p>friends: M4GP13, ST4RL1NG</p>')['foreign-hand']).toBe(
      full,
    )
    // Decoys before the name keep nobody from reading on.
    expect(signs('<html><body><p>a1a b1b c1c d1d</p><h1>N1GHTH3R0N</h1>')['foreign-hand']).toBe(full)
    // Films, viruses, aircraft, chess, episodes, programs, postcodes, numbers of requests; and in the site's own place.
    const others = [
      [
        'SE7EN or M3GAN?',
        'B2B, H1N1 and H5N1',
        'F35A und F15E',
        'B550M and X570S',
        'S01E03 and S01E04',
        'C10H15N',
      ],
      [
        'i18n l10n a11y',
        'K1A 0B1 to H0H 0H0',
        './gradlew and ./configure',
        '~ Fin ~ and ~ Page ~',
        'RTX4070Ti',
      ],
      [
        'Request f1e447fbcf',
        'Support ID: PQI5K1E4',
        'Ref. T3R54K1T1',
        '3f14a10b-4e7a-4a3c-b0e1-1a3f5d7e0c1b',
      ],
    ].flat()
    for (const text of others) expect([text, signs(loud(text))['foreign-hand']]).toEqual([text, undefined])
    expect(signs(firstHeadline('N1GHTH3R0N'))).not.toHaveProperty('foreign-hand')
    expect(signs('<html><body><h1>Error</h1><p>Request 0a1e3x7t, node q3ae51</p>')).not.toHaveProperty(
      'foreign-hand',
    )
    expect(look(loud('N1GHTH3R0N'), site).verdict.kind).not.toBe('defaced')
  })

  test('of several new loud texts the one that catches the eye most is quoted', () => {
    const request = '<div style="color:#0f0;background:#000">We value your choice, dear reader.</div>'
    const message =
      '<h1 style="color:#f00;background:#000;font-size:90px;text-align:center">The islands belong to us and to nobody else</h1>'
    const quoted = (html: string) =>
      look(html, site).verdict.evidence.find(({ id }) => id === 'foreign-loud')?.reason.params
    expect(quoted(withLast(request))).toEqual(['We value your choice, dear reader.'])
    for (const html of [request + message, message + request])
      expect(quoted(withLast(html))).toEqual(['The islands belong to us and to nobody else'])
  })

  test('an address that loses nearly all it had is noticed', () => {
    expect(signs('<html><body><img src=a.jpg><p>For our children</p>').emptied).toBeGreaterThan(1)
  })
})
