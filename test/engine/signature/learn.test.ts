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
})
