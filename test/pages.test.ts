import { describe, expect, it } from 'vitest'
import { observeHtml } from '../src/engine/page/html.ts'
import { shippedPatterns } from '../src/engine/patterns/shipped.ts'
import { judge } from '../src/engine/verdict/judge.ts'
import { shippedWeights } from '../src/engine/verdict/weights.ts'
import { newsroomPages } from './pages/make-newsroom.ts'
import { readPages } from './pages/read-pages.ts'

const pages = readPages()
const patterns = shippedPatterns()

describe('on a first visit', () => {
  it.each([...pages.values()])('$name is judged as a reader would', ({ url, status, html, first }) => {
    const observation = observeHtml(html, { url, status, at: 0 })
    const verdict = judge({ observation, site: null, patterns, weights: shippedWeights })
    const why = verdict.evidence.map(({ id, points }) => `${id} ${points.toFixed(2)}`).join(', ')
    expect(first, `${verdict.kind} at ${verdict.points} bits: ${why}`).toContain(verdict.kind)
  })
})

describe('generated pages', () => {
  it.each([...newsroomPages()])('%s is as the generator makes it', (name, html) => {
    expect(pages.get(name)?.html === html, 'run npm run generate').toBe(true)
  })

  it.each([
    'newsroom-home-day-1',
    'newsroom-home-day-2',
    'newsroom-section',
    'newsroom-article',
    'english-home',
    'arabic-home',
  ])('%s is a full page', (name) => {
    const html = pages.get(name)?.html ?? ''
    const { counts } = observeHtml(html, { url: pages.get(name)?.url ?? '', status: 200, at: 0 })
    expect(html.match(/<article class="card /g)?.length).toBeGreaterThanOrEqual(40)
    expect(html.match(/class="site-nav__(?:list|more)__link"/g)?.length).toBeGreaterThanOrEqual(30)
    expect(counts.ownLinks).toBeGreaterThan(150)
  })
})
