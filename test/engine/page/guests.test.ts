import { describe, expect, it } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { learn } from '../../../src/engine/signature/learn.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights as weights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'

const DAY = 86_400_000
const pages = readPages()
const patterns = shippedPatterns()

const observe = (html: string, at = 0) =>
  observeHtml(html, { url: 'https://www.courier.example/', status: 200, at })

describe('other hands than the site’s', () => {
  it.each([
    ['<html data-darkreader-mode="dynamic"><body>', ['darkened']],
    ['<html class="js translated-ltr"><body>', ['translated']],
    ['<html><body data-gr-ext-installed="">', ['extension']],
    ['<html><body><img src="chrome-extension://abcdefghijklmnop/icon.png">', ['extension']],
    ['<html><body><iframe src="moz-extension://9c1e/page.html"></iframe>', ['extension']],
    ['<html><body><script src="/chrome-extension:not/one.js"></script>', []],
    ['<html class="not-translated-ltr"><body><p data-gr-ext-installed>', []],
  ])('%s', (html, guests) => {
    expect(observe(`${html}<p>Words.</p>`).guests).toEqual(guests)
  })

  it('an extension’s own frame over the page is no cover of the page’s', () => {
    const over = (src: string) =>
      observe(
        `<body><iframe src="${src}" style="position:fixed;top:0;left:0;width:100%;height:100%"></iframe>`,
      ).counts
    expect(over('https://elsewhere.example/')).toMatchObject({ covers: 1, coverFrames: 1, frames: 1 })
    expect(over('moz-extension://9c1e/page.html')).toMatchObject({ covers: 0, coverFrames: 0, frames: 1 })
  })
})

const home = (day: 1 | 2): string => pages.get(`newsroom-home-day-${day}`)?.html ?? ''

const darkened = (html: string): string =>
  html
    .replace('<html', '<html data-darkreader-mode="dynamic" data-darkreader-scheme="dark"')
    .replace(
      '</head>',
      '<style class="darkreader">html, body { background: #181a1b; color: #e8e6e3 }</style></head>',
    )

const WORDS = ['the', 'council', 'has', 'voted', 'on', 'a', 'new', 'plan', 'for', 'schools', 'and', 'roads']

/** Every text of the body in other words of another language, wrapped as a translation does. */
const translated = (html: string): string => {
  const [head = '', body = ''] = html.split('<body')
  let next = 0
  const words = body.replace(/>([^<>]*\p{L}{3}[^<>]*)</gu, (_, text: string) => {
    const said = text.split(/\s+/).map(() => WORDS[next++ % WORDS.length])
    return `><font style="vertical-align: inherit;"><font style="vertical-align: inherit;">${said.join(' ')}</font></font><`
  })
  return `${head.replace('<html', '<html class="translated-ltr"').replace(/lang="\w+"/, 'lang="en"')}<body${words}`
}

describe('a newspaper that is known', () => {
  let site: SiteSignature | null = null
  for (const [visit, html] of [home(1), home(2), home(1), home(2), home(1), home(2)].entries()) {
    const observation = observe(html, visit * DAY)
    const verdict = judge({ observation, site, patterns, weights })
    site = learn(site, { observation, verdict, now: visit * DAY })
  }

  it.each([
    ['made dark', darkened],
    ['translated', translated],
    ['both', (html: string) => darkened(translated(html))],
    [
      'with an extension’s panel',
      (html: string) =>
        html.replace(
          '</body>',
          '<div style="position:fixed;inset:0;z-index:2147483647"><iframe src="chrome-extension://abcdefghijklmnop/panel.html" style="width:100%;height:100%"></iframe></div></body>',
        ),
    ],
  ])('%s is not accused', (_, change) => {
    for (const known of [site, null]) {
      const { kind } = judge({
        observation: observe(change(home(2)), 7 * DAY),
        site: known,
        patterns,
        weights,
      })
      expect(['intact', 'unfamiliar', 'changed']).toContain(kind)
    }
  })
})

it('who had a hand in it is told beside an accusation', () => {
  const html = (pages.get('defaced-2015-french')?.html ?? '').replace(
    '<body',
    '<body cz-shortcut-listen="true"',
  )
  const verdict = judge({ observation: observe(html), site: null, patterns, weights })
  expect(verdict.kind).toBe('defaced')
  expect(verdict.reasons).toContainEqual({ key: 'reason_guest_extension', params: [] })
})
