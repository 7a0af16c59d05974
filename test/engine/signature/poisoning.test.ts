import { describe, expect, test } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'

const patterns = shippedPatterns()
const pages = readPages()
const html = (name: string) => pages.get(name)?.html ?? ''
const real = html('newsroom-home-day-1')
const url = pages.get('newsroom-home-day-1')?.url ?? ''
const attacks = [...pages.keys()].filter(
  (name) => name.startsWith('defaced-') && name !== 'defaced-by-script',
)
/** Nothing on it speaks against it: it is only not the site. */
const CALM = '<html><body><img src="a.jpg" alt=""><p>For our children</p></body></html>'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const start = Date.UTC(2026, 0, 1)

function visit(page: string, site: SiteSignature | null, now: number) {
  const observation = observeHtml(page, { url, status: 200, at: now })
  return checkPage({ observation, site, patterns, weights: shippedWeights, now })
}

/** The site as a reader knows it who came on five days. */
function known(): SiteSignature {
  let site: SiteSignature | null = null
  for (let day = 0; day < 5; day++)
    site = visit(day % 2 === 0 ? real : html('newsroom-home-day-2'), site, start + day * DAY).site
  if (site === null) throw new Error('nothing was learned')
  return site
}

const site = known()
const trusted = ({ templates }: SiteSignature) => templates.filter(({ standing }) => standing === 'trusted')

/** What became of the site after the pages, one every so often. */
function shown(list: readonly string[], every: number) {
  let now = start + 5 * DAY
  let after: SiteSignature | null = site
  const kinds: string[] = []
  for (const page of list) {
    now += every
    const checked = visit(page, after, now)
    after = checked.site
    kinds.push(checked.verdict.kind)
  }
  if (after === null) throw new Error('the site was lost')
  return { after, kinds, home: visit(real, after, now + HOUR).verdict.kind }
}

/** Each page a little less the real one: its cards give way to the attack's message. */
function morph(steps: number): string[] {
  const message = '<h1>Hacked by nobody</h1><p>Your security is zero, admin</p>'
  const parts = real.split(/(?=<article)/)
  return Array.from({ length: steps }, (_, step) => {
    const gone = Math.ceil(((step + 1) / steps) * parts.length)
    return [message.repeat(Math.min(gone, 8)), ...parts.slice(gone)].join('')
  })
}

describe.each([
  { often: 'every half an hour', every: HOUR / 2 },
  { often: 'every day', every: DAY },
])('a store that is shown defaced pages $often', ({ every }) => {
  describe.each([5, 20, 50])('%i times', (times) => {
    test.each(attacks)('takes nothing in from %s', (name) => {
      const { after, kinds, home } = shown(Array<string>(times).fill(html(name)), every)
      expect(home).toBe('intact')
      expect(trusted(after)).toEqual(trusted(site))
      // One story under an intact template is for the judge to find; the template is the site's own.
      if (name !== 'defaced-one-story') expect(kinds).not.toContain('intact')
    })

    test('takes nothing in from different ones', () => {
      const list = Array.from({ length: times }, (_, i) => html(attacks[i % attacks.length] ?? ''))
      const { after, home } = shown(list, every)
      expect(home).toBe('intact')
      expect(trusted(after)).toEqual(trusted(site))
    })

    test('takes nothing in while the real page turns into one', () => {
      const { after, home } = shown(morph(times), every)
      expect(home).toBe('intact')
      expect(trusted(after)).toEqual(trusted(site))
    })
  })
})

test.each([3 * HOUR, DAY])('a page that is calm but not the site’s is never called intact', (every) => {
  const { after, kinds, home } = shown(Array<string>(50).fill(CALM), every)
  expect(home).toBe('intact')
  expect(new Set(kinds)).not.toContain('intact')
  expect(trusted(after)).toEqual(trusted(site))
})

test('a flood of calm strangers does not push out what is known', () => {
  const strangers = Array.from(
    { length: 50 },
    (_, i) =>
      `<body class="x${'abcdefghij'[i % 10]}y">${Array.from({ length: 12 }, (_, j) => `<div class="${'klmnopqrstuvwxyz'[(i + j) % 16]}${'abcde'[i % 5]}${'qrstuv'[j % 6]}q"><p>Good day</p></div>`).join('')}`,
  )
  const { after, home } = shown(strangers, HOUR)
  expect(home).toBe('intact')
  expect(trusted(after)).toEqual(trusted(site))
  expect(after.templates.length).toBeLessThanOrEqual(trusted(site).length + 3)
})
