import { describe, expect, test } from 'vitest'
import { frontPage } from './front-page.ts'
import { learned, look } from './paper.ts'

const site = learned()
const page = frontPage(5)
const told = (html: string, known = site) => {
  const { kind, reasons } = look(html, known).verdict
  return [kind, reasons[0]?.key, ...(reasons[0]?.params ?? [])]
}
const inHead = (html: string, of = page) => of.replace('</head>', `${html}</head>`)
const REFRESH = '<meta http-equiv="refresh" content="0;url=https://night.example/x">'

describe('a page of a known site', () => {
  test('that sends its readers to a stranger is looked at twice', () => {
    const to = ['suspect', 'reason_sent_away', 'night.example']
    expect(told(inHead(REFRESH))).toEqual(to)
    expect(told(inHead('<script>location.replace("https://night.example/x")</script>'))).toEqual(to)
    expect(look(inHead(REFRESH)).verdict.kind).toBe('unfamiliar')
  })

  test('may send them on within the site, and where it always did', () => {
    for (const to of ['/fr/', 'https://abo.lemonde.fr/', 'https://the-daily-example.example/'])
      expect(told(inHead(`<meta http-equiv="refresh" content="9;url=${to}">`))[0]).toBe('intact')
    const always = learned((day) => inHead(REFRESH, frontPage(day)))
    expect(told(inHead(REFRESH), always)[0]).toBe('intact')
    expect(told(inHead(REFRESH.replace('night', 'other')), always)[1]).toBe('reason_sent_away')
    const reloads = '<meta http-equiv="refresh" content="600;url=https://www.lemonde.fr/">'
    const reloading = learned((day) => inHead(reloads, frontPage(day)))
    const both = inHead(`${reloads}<script>location.replace("https://night.example/x")</script>`)
    expect(told(both, reloading)[1]).toBe('reason_sent_away')
  })

  test('whose links all lead to a stranger is looked at twice', () => {
    const turned = page.replaceAll('href="/', 'href="https://night.example/')
    expect(told(turned)).toEqual(['suspect', 'reason_links_turned', 'night.example'])
    // A paper that moves says its name at its new address.
    const telegram = page.replaceAll('href="/', 'href="https://t.me/x/')
    expect(told(telegram)[1]).toBe('reason_links_turned')
    const moved = page.replaceAll('href="/', 'href="https://the-daily-example.example/')
    expect(told(moved)[1]).not.toBe('reason_links_turned')
  })

  test('all of whose pictures are one stranger’s is looked at twice', () => {
    const swap = (to: string, of = page) => of.replaceAll(/src="\/img\/[^"]+"/g, `src="${to}"`)
    expect(told(swap('https://night.example/x.jpg'))).toEqual([
      'suspect',
      'reason_one_picture',
      'night.example',
    ])
    // A place of the site's own until the picture comes; pictures that moved; symbols that came in addition.
    let count = 0
    const moved = page.replaceAll(/src="\/img\//g, () => `src="https://cdn.example/${count++}/`)
    const symbols = page.replaceAll('</h2>', '<img src="https://s.example/new.png" alt=""></h2>')
    const lazy = page.replaceAll('src="/img/', 'src="https://cdn.example/lazy.svg" data-src="/img/')
    for (const html of [swap('/blank.gif'), moved, symbols, lazy])
      expect(told(html)[1]).not.toBe('reason_one_picture')
  })

  test('whose title is a claim is unusual, one that tells of a claim is not', () => {
    const titled = (title: string) => page.replace(/<title>[^<]*/, `<title>${title}`)
    for (const title of ['Hacked by Night Heron Crew', 'Hacked by Night Heron Crew | The Daily Example'])
      expect([title, ...told(titled(title))]).toEqual([
        title,
        'suspect',
        'reason_claimed_title',
        'Hacked by Night Heron Crew',
      ])
    for (const title of [
      'Hacked by North Korea? Experts doubt it | The Daily Example',
      'The week in which the town hall was hacked by a pupil - The Daily Example',
      'Hacked by China — what we know about the attack | The Daily Example',
      'Hacked by Anonymous / The week in pictures | The Daily Example',
      'Pwned | The Daily Example',
      'LulzSec | The Daily Example',
    ])
      expect([title, told(titled(title))[0]]).toEqual([title, 'intact'])
  })

  test('with a claim in its foot or all over its menu is unusual, with a story so called in it it is not', () => {
    const claim = 'Hacked by Night Heron Crew'
    const foot = page.replace(/(<footer[^>]*>)/, `$1<p>${claim}</p>`)
    const menu = page.replace(/(<li[^>]*><a[^>]*>)[^<]*/g, `$1${claim}`)
    const thrice = page.replace(
      '</footer>',
      `${`<nav><a href="/story/1.html">${claim}</a></nav>`.repeat(3)}</footer>`,
    )
    const entry = page.replace(/(<li[^>]*><a[^>]*>)[^<]*/, `$1${claim}`)
    for (const html of [foot, menu]) expect(['suspect', 'defaced']).toContain(told(html)[0])
    for (const html of [entry, thrice]) expect(told(html)[0]).toBe('intact')
    const usual = learned((day) =>
      frontPage(day).replace(
        '</nav>',
        `<a href="/story/9.html"><div>The mayor resigns ${day}</div></a></nav>`,
      ),
    )
    const trending = page.replace('</nav>', `<a href="/story/9.html"><div>Hacked by Lapsus$</div></a></nav>`)
    expect(told(trending, usual)[0]).toBe('intact')
  })
})
