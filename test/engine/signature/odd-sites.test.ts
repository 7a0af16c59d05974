import { describe, expect, test } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { encodeSite } from '../../../src/engine/signature/codec/local.ts'
import { type SiteSignature, TEMPLATES_BOUND } from '../../../src/engine/signature/signature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'
import { frontPage } from '../verdict/front-page.ts'
import { noise } from './full-site.ts'

const patterns = shippedPatterns()
const pages = readPages()
const page = (name: string) => pages.get(name)?.html ?? ''
const home = page('newsroom-home-day-1')
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const URL = 'https://www.news.example/'

interface Look {
  html: string
  now: number
  url?: string
}

/** The verdicts on some visits in a row, and what is known after them. */
function visits(looks: readonly Look[], from: SiteSignature | null = null) {
  let site = from
  const kinds = looks.map(({ html, now, url = URL }) => {
    const observation = observeHtml(html, { url, status: 200, at: now })
    const checked = checkPage({ observation, site, patterns, weights: shippedWeights, now })
    site = checked.site
    return checked.verdict.kind
  })
  return { kinds, site }
}

const daily = (count: number, html: (day: number) => string): Look[] =>
  Array.from({ length: count }, (_, day) => ({ html: html(day), now: START + day * DAY }))

/** The page with every class and id replaced by letters nobody has seen before. */
function scrambled(seed: number): string {
  const random = noise(seed)
  const letters = () => Array.from({ length: 12 }, () => 'bcdfghjklmnpqrstvwxz'[random() % 20]).join('')
  return home.replace(/ (class|id)="[^"]*"/g, (_, name) => ` ${name}="${letters()}"`)
}

function withOtherLinks(html: string, seed: number): string {
  const random = noise(1_000 + seed)
  const letter = () => 'abcdefghijklmnopqrst'[random() % 20]
  return html.replace(/href="[^"]*"/g, () => `href="/${Array.from({ length: 8 }, letter).join('')}"`)
}

describe('a site with one page ever', () => {
  test('is unfamiliar once, and intact from then on', () => {
    const { kinds, site } = visits(daily(6, () => home))
    expect(kinds).toEqual(['unfamiliar', 'unfamiliar', 'intact', 'intact', 'intact', 'intact'])
    expect(site?.templates).toHaveLength(1)
    expect(site?.templates[0]?.standing).toBe('trusted')
  })
})

describe('a site whose every load has other names', () => {
  test('is known by its links, and never called changed', () => {
    const { kinds, site } = visits(daily(12, scrambled))
    expect(kinds.slice(0, 2)).toEqual(['unfamiliar', 'unfamiliar'])
    expect(kinds).not.toContain('changed')
    expect(kinds.at(-1)).toBe('intact')
    expect(site?.templates.length).toBeLessThanOrEqual(2)
  })

  test('and other links is never known, never warned of, and does not grow', () => {
    const { kinds, site } = visits(daily(30, (day) => withOtherLinks(scrambled(day), day)))
    expect(kinds).not.toContain('suspect')
    expect(kinds).not.toContain('defaced')
    expect(site?.templates.length).toBeLessThanOrEqual(TEMPLATES_BOUND)
  })
})

test('a site that answers every address with one page is one template', () => {
  const looks = daily(20, () => home).map((look, i) => ({
    ...look,
    url: `${URL}section-${'abcdefghij'[i % 10]}/`,
  }))
  const { kinds, site } = visits(looks)
  expect(site?.templates).toHaveLength(1)
  expect(kinds.slice(2)).toEqual(Array<string>(18).fill('intact'))
})

test('two hosts of one domain know nothing of each other', () => {
  const shop = 'https://shop.news.example/'
  const paper = visits(daily(4, () => home))
  const other = visits(daily(4, () => page('arabic-home')).map((look) => ({ ...look, url: shop })))
  expect([paper.site?.host, other.site?.host]).toEqual(['www.news.example', 'shop.news.example'])
  expect([paper.kinds.at(-1), other.kinds.at(-1)]).toEqual(['intact', 'intact'])
})

describe('a redesign', () => {
  const known = visits(daily(6, (day) => page(`newsroom-home-day-${(day % 2) + 1}`)))
  const redesigned = (every: number) =>
    visits(
      Array.from({ length: 10 }, (_, i) => ({
        html: page('newsroom-redesign'),
        now: START + 6 * DAY + i * every,
      })),
      known.site,
    )

  test.each([
    { often: 'half an hour', every: DAY / 48 },
    { often: 'day', every: DAY },
    { often: 'month', every: 30 * DAY },
  ])('that is seen every $often says changed three times at most', ({ every }) => {
    const { kinds } = redesigned(every)
    expect(kinds.filter((kind) => kind === 'changed').length).toBeLessThanOrEqual(3)
    expect(kinds.every((kind) => kind === 'changed' || kind === 'intact' || kind === 'unfamiliar')).toBe(true)
  })

  test('becomes the next generation, and the old design is known when it comes back', () => {
    const { site, kinds } = redesigned(DAY)
    expect(kinds.at(-1)).toBe('intact')
    expect(site?.templates.map(({ generations }) => generations.length)).toEqual([2])
    const back = visits([{ html: home, now: START + 20 * DAY }], site)
    expect(back.kinds).toEqual(['intact'])
    expect(back.site?.templates.map(({ generations }) => generations.length)).toEqual([2])
  })
})

describe('a clock that jumps', () => {
  const YEARS = 3_000 * DAY
  test.each([
    { jump: 'far forward and back', times: [0, 1, 2, 3, YEARS, 4, 5, 6, 7, 8] },
    { jump: 'back before everything', times: [0, 1, 2, 3, -YEARS, 4, 5, 6, 7, 8] },
    { jump: 'to and fro', times: [0, YEARS, 1, -YEARS, 2, YEARS, 3, -YEARS, 4, 5] },
  ])('$jump loses nothing and alarms nobody', ({ times }) => {
    const looks = times.map((time) => ({
      html: home,
      now: START + (Math.abs(time) < 100 ? time * DAY : time),
    }))
    const { kinds, site } = visits(looks)
    expect(kinds.slice(2)).toEqual(Array<string>(times.length - 2).fill('intact'))
    expect(site?.visits).toBe(times.length)
    expect(site === null ? 0 : encodeSite(site).length).toBeGreaterThan(0)
  })

  test('does not make a stranger trusted by itself', () => {
    const known = visits(daily(6, () => home)).site
    const stranger = frontPage(0)
    const { site } = visits(
      [6, 3_000].map((time) => ({ html: stranger, now: START + time * DAY })),
      known,
    )
    expect(site?.templates.filter(({ standing }) => standing !== 'quarantine')).toHaveLength(1)
  })
})
