import { expect, test } from 'vitest'
import { sameHeadline } from '../../../src/engine/page/headlines.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'

const common = (html: string) => {
  const { blocks, counts } = observeHtml(`<body>${html}`, {
    url: 'https://www.lemonde.fr/',
    status: 200,
    at: 1,
  })
  const found = sameHeadline(blocks)
  expect(counts.sameHeadlines).toBe(found.times)
  return [found.text, found.times, found.of]
}
const HEADINGS = '<h2>The river is for sale</h2><h2>The river is for sale</h2><h3>A bridge is closed</h3>'

test('counts the headings that say the same, and no links beside them', () => {
  expect(common(`${HEADINGS}${'<p><a href="/more">Read the whole story</a></p>'.repeat(9)}`)).toEqual([
    'The river is for sale',
    2,
    3,
  ])
})

test('neither labels nor whole texts are headlines', () => {
  expect(
    common(`${'<h2>Sport</h2>'.repeat(5)}${`<h2>${'The river is long. '.repeat(20)}</h2>`.repeat(5)}`),
  ).toEqual(['', 0, 0])
})
