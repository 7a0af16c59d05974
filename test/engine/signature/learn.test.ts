import { describe, expect, test } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { pageFeatures } from '../../../src/engine/signature/features.ts'
import { learn } from '../../../src/engine/signature/learn.ts'
import { bestMatch } from '../../../src/engine/signature/match.ts'
import { type SiteSignature, TEMPLATES_BOUND } from '../../../src/engine/signature/signature.ts'
import type { Verdict } from '../../../src/engine/verdict/verdict.ts'
import { frontPage } from '../verdict/front-page.ts'

const CALM: Verdict = { kind: 'unfamiliar', points: -5, evidence: [], reasons: [], fingerprint: '' }
const DAY = 86_400_000
const observe = (html: string) => observeHtml(html, { url: 'https://news.example/', status: 200, at: 0 })

function visits(pages: readonly string[], verdict: Verdict = CALM, from: SiteSignature | null = null) {
  return pages.reduce<SiteSignature | null>(
    (site, html, day) => learn(site, { observation: observe(html), verdict, now: day * DAY }),
    from,
  )
}

const score = (site: SiteSignature | null, html: string) =>
  bestMatch(site, pageFeatures(observe(html)))?.score ?? null

describe('learning', () => {
  test('one visit is no knowledge, two are', () => {
    expect(score(visits([frontPage(0)]), frontPage(1))).toBeNull()
    expect(score(visits([frontPage(0), frontPage(1)]), frontPage(2))).toBeGreaterThan(0.9)
  })
  test('finds the kinds of pages by itself', () => {
    const article =
      '<body class="article-page"><nav class=side></nav><p class=lead>x</p><p class=byline></p><div class=share></div><ul class=tags></ul><div class=comments></div><aside class=related></aside>'
    const site = visits([frontPage(0), article, frontPage(1), article])
    expect(site?.templates.map(({ visits: count }) => count)).toEqual([2, 2])
  })
  test('goes along with a site that changes step by step', () => {
    const versions = Array.from({ length: 12 }, (_, day) =>
      frontPage(day).replaceAll('story-card', day < 6 ? 'story-card' : 'story-tile'),
    )
    expect(score(visits(versions), frontPage(20).replaceAll('story-card', 'story-tile'))).toBeGreaterThan(0.9)
  })
  test('keeps no more templates than there is room for', () => {
    const pages = Array.from(
      { length: 40 },
      (_, i) =>
        `<div class="${'abcdefghij'
          .split('')
          .map((c) => `${c}${'xyzw'[i % 4]}${'klmnopqrst'[Math.floor(i / 4)]}q`)
          .join(' ')}"></div>`,
    )
    expect(visits(pages)?.templates.length).toBeLessThanOrEqual(TEMPLATES_BOUND)
  })
  test.each(['suspect', 'defaced', 'unavailable', 'undetermined'] as const)(
    'takes nothing from a page that is %s',
    (kind) => {
      const site = visits([frontPage(0), frontPage(1)])
      expect(learn(site, { observation: observe(frontPage(2)), verdict: { ...CALM, kind }, now: 0 })).toBe(
        site,
      )
    },
  )
  test('a clock that goes back loses nothing', () => {
    const site = visits([frontPage(0), frontPage(1)])
    const after = learn(site, { observation: observe(frontPage(2)), verdict: CALM, now: -DAY })
    expect(after).toMatchObject({ visits: 3, lastSeen: site?.lastSeen })
  })

  const NAV = Array.from({ length: 20 }, (_, i) => `/menu-${'abcdefghijklmnopqrst'[i]}/`)
  const list = (links: readonly string[]) => links.map((href) => `<a href="${href}">A link</a>`).join('')
  /** Links of a kind of page alone. */
  const own = (name: string) =>
    Array.from({ length: 40 }, (_, i) => `/${name}/${'abcdefghijklmnopqrst'[i % 20]}${i < 20 ? 'x' : 'y'}/`)
  /** A kind of page in a design of its own: nothing but these links is the same on another. */
  const kind = (name: string, links: readonly string[] = NAV) =>
    `<body class="${name}">${list(links)}${Array.from({ length: 20 }, (_, i) => `<div class="${name}-${'abcdefghijklmnopqrst'[i]}x"><p>Text</p></div>`).join('')}`

  function visiting(from: SiteSignature | null, start: number, step: number, pages: readonly string[]) {
    return pages.reduce(
      (site, html, i) => learn(site, { observation: observe(html), verdict: CALM, now: start + i * step }),
      from,
    )
  }
  const repeated = (html: string, times: number) => Array.from({ length: times }, () => html)

  test('lets no designs of one minute push out what was known for weeks', () => {
    const known = visiting(null, 0, DAY, repeated(kind('home'), 30))
    const strange = ['one', 'two', 'three', 'four'].flatMap((name) =>
      repeated(kind(name, [...NAV.slice(0, 5), '/e/', '/f/', '/g/']), 3),
    )
    const after = visiting(known, 30 * DAY, 5_000, strange)
    expect(bestMatch(after, pageFeatures(observe(kind('home'))))).toMatchObject({ age: 0, score: 1 })
  })

  test('takes the new design of a site for what it is, however many kinds of pages that has', () => {
    const kinds = ['home', 'section', 'article', 'gallery', 'live', 'author']
    const round = (prefix: string) =>
      kinds.map((name) => kind(`${prefix}${name}`, [...NAV, ...own(`${prefix}${name}`)]))
    const rounds = (prefix: string, times: number) =>
      Array.from({ length: times }, () => round(prefix)).flat()
    const known = visiting(null, 0, DAY / 6, rounds('', 20))
    const redesigned = visiting(known, 20 * DAY, DAY / 6, rounds('new', 4))
    for (const html of round('new')) expect(score(redesigned, html)).toBe(1)
  })

  test('forgets nothing because one page loads itself again and again', () => {
    const known = visiting(null, 0, DAY, repeated(kind('home'), 30))
    const live = visiting(known, 30 * DAY, 60_000, repeated(kind('live', ['/l/']), 1_100))
    expect(score(live, kind('home'))).toBe(1)
  })

  test('is not led away from what it knows by a page that turns into another within half a day', () => {
    const links = [...NAV, ...own('home')]
    const known = visiting(null, 0, DAY, repeated(kind('home', links), 30))
    const steps = [0, 1, 2, 3].flatMap((step) =>
      repeated(kind('evil', [...links.slice(step * 20), ...own('evil').slice(0, step * 20)]), 3),
    )
    const led = visiting(known, 30 * DAY, DAY / 24, steps)
    expect(score(led, kind('home', links))).toBeGreaterThan(0.5)
  })
})
