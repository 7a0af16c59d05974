import { DomUtils, parseDocument } from 'htmlparser2'
import { describe, expect, it } from 'vitest'
import { ATTACKS } from '../../../src/cli/attacks/all.ts'
import { makeAttack } from '../../../src/cli/attacks/make.ts'
import { closePage, openPage } from '../../../src/cli/attacks/page.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { page } from './newsroom.ts'

const PAGES = ['newsroom-home-day-1', 'newsroom-section', 'newsroom-article'].map(page)
const home = page('newsroom-home-day-1')
/** Enough to go round every variant and every language. */
const TURNS = 24

const cases = ATTACKS.map((attack) => ({ attack, kind: attack.kind }))
const attackCases = cases.filter(({ attack }) => attack.label === 'defaced')

const textOf = (html: string) => DomUtils.textContent(parseDocument(html).children).replace(/\s+/g, ' ')
/** What is said in pictures, frames, scripts, attributes and style sheets is not among a page's texts. */
const isHiddenIn = new Set([
  'attack-alert',
  'attack-drawn',
  'attack-frame-over',
  'attack-picture-alone',
  'attack-pictures-swapped',
  'attack-script-rewritten',
  'attack-style-words',
])

describe('a page that nothing is done to', () => {
  it.each(PAGES)('is observed as it was ($url)', ({ html, url }) => {
    const about = { url, status: 200, at: 0 }
    expect(observeHtml(closePage(openPage(html, url)), about)).toEqual(observeHtml(html, about))
  })
})

describe.each(cases)('$kind', ({ attack }) => {
  const made = PAGES.flatMap((one) =>
    Array.from({ length: TURNS }, (_, turn) => makeAttack(attack, one, { seed: `t ${turn}`, turn })),
  )

  it('is made on most pages, in all its variants', () => {
    expect(made.filter((one) => one !== null).length).toBeGreaterThan(made.length / 2)
    expect(new Set(made.map((one) => one?.variant))).toContain(Object.keys(attack.variants)[0])
    const tried = new Set(made.flatMap((one) => one?.variant ?? []))
    expect(tried.size).toBe(Object.keys(attack.variants).length)
  })

  it('leaves a page that is read back as it was written', () => {
    for (const one of made) {
      if (one === null) continue
      const again = openPage(one.html, home.url)
      expect(closePage(again)).toBe(one.html)
    }
  })

  it('comes out the same for the same seed, and otherwise for another', () => {
    const run = (seed: string) =>
      Array.from({ length: 6 }, (_, turn) => makeAttack(attack, home, { seed, turn })?.html)
    expect(run('a')).toEqual(run('a'))
    expect(run('a').every((html) => html !== home.html)).toBe(true)
  })
})

describe.each(attackCases.filter(({ attack }) => attack.says.length > 0))('$kind', ({ attack, kind }) => {
  it('speaks many languages, and its message is to be read', () => {
    const made = Array.from({ length: TURNS }, (_, turn) =>
      makeAttack(attack, home, { seed: `m ${turn}`, turn }),
    ).filter((one) => one !== null)
    expect(new Set(made.map(({ lang }) => lang)).size).toBeGreaterThan(6)
    if (isHiddenIn.has(kind)) return
    for (const { html, message, variant } of made)
      expect(textOf(html), `${variant} should hold its message`).toContain(message?.title)
  })
})

describe('what is told apart', () => {
  it('labels a control clean and an attack defaced', () => {
    for (const { kind, label } of ATTACKS)
      expect(label).toBe(kind.startsWith('control-') ? 'clean' : 'defaced')
  })

  it('keeps the template and every link of a page in which a story is replaced', () => {
    const storyReplaced = ATTACKS.find(({ kind }) => kind === 'attack-story-replaced')
    if (storyReplaced === undefined) throw new Error('The kind attack-story-replaced is gone.')
    const links = (html: string) =>
      DomUtils.getElementsByTagName('a', parseDocument(html).children).map(({ attribs }) => attribs.href)
    for (let turn = 0; turn < 10; turn++) {
      const made = makeAttack(storyReplaced, home, { seed: 's', turn })
      if (made !== null && made.variant !== 'article') expect(links(made.html)).toEqual(links(home.html))
    }
  })

  it('keeps the original in the page where it is only hidden', () => {
    const hidden = ATTACKS.find(({ kind }) => kind === 'attack-original-hidden')
    const [first] = DomUtils.getElementsByTagName('h2', parseDocument(home.html).children)
    const headline = first === undefined ? '' : DomUtils.textContent(first).trim()
    expect(headline.length).toBeGreaterThan(10)
    for (let turn = 0; turn < 8; turn++) {
      const made = hidden === undefined ? null : makeAttack(hidden, home, { seed: 'h', turn })
      expect(textOf(made?.html ?? '')).toContain(headline)
    }
  })
})
