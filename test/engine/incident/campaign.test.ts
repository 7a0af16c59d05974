import { describe, expect, test } from 'vitest'
import { type Campaign, findCampaign, joinCampaign } from '../../../src/engine/incident/campaign.ts'
import { findOutages } from '../../../src/engine/incident/outage.ts'
import { type Sketch, similarity, sketchOf } from '../../../src/engine/incident/sketch.ts'
import { findPastWaves, findWaves } from '../../../src/engine/incident/wave.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'

const HOUR = 3_600_000
const page = (title: string, lines: readonly string[], make: string): Sketch => {
  const body = lines.map((line) => `<p class="${make}-line ${make}-glow">${line}</p>`).join('')
  const html = `<title>${title}</title><body class="${make}-body"><div class="${make}-box ${make}-frame"><h1>${title}</h1>${body}<img src="https://pictures.${make}.example/logo.png"></div>`
  return sketchOf(observeHtml(html, { url: 'https://www.hit.example/', status: 200, at: 0 }))
}
const ENGLISH = [
  'hacked by the example crew',
  'your security was a joke, dear admin',
  'we do not forgive and we do not forget',
]
const FRENCH = [
  'piraté par la bande exemple',
  'votre sécurité était une plaisanterie, cher admin',
  'nous ne pardonnons pas',
]
const OTHER = [
  'pwned by somebody else entirely',
  'greetings from the north to all our friends',
  'patch your server tonight',
]

describe('a campaign', () => {
  const first = page('The example crew was here', ENGLISH, 'skull')
  const campaign: Campaign = { name: 'c1', examples: [first] }

  test('holds what says the same, in another make and a little edited', () => {
    const edited = page(
      'The example crew was here',
      [...ENGLISH.slice(0, 2), 'we do not forgive, never'],
      'plain',
    )
    expect(findCampaign([campaign], edited)).toBe(campaign)
  })

  test('holds what is of the same make, in another language', () => {
    const translated = page('La bande exemple était là', FRENCH, 'skull')
    expect(similarity(first.text, translated.text)).toBeLessThan(0.3)
    expect(findCampaign([campaign], translated)).toBe(campaign)
  })

  test('learns a language from a translation, and knows it in another make', () => {
    const joined = joinCampaign(campaign, page('La bande exemple était là', FRENCH, 'skull'))
    expect(findCampaign([joined], page('La bande exemple était là', FRENCH, 'bare'))).toBe(joined)
    expect(findCampaign([campaign], page('La bande exemple était là', FRENCH, 'bare'))).toBeNull()
  })

  test('does not hold another crew', () =>
    expect(findCampaign([campaign], page('Others were here', OTHER, 'dragon'))).toBeNull())

  test('does not grow without end', () => {
    let grown = campaign
    for (let i = 0; i < 60; i++)
      grown = joinCampaign(grown, page(`Sheet ${i}`, [...OTHER, 'x'.repeat(i)], `m${i}`))
    expect(grown.examples.length).toBeLessThanOrEqual(16)
  })
})

test('a page with next to nothing on it is like no other', () => {
  const empty = sketchOf(observeHtml('<p>hi', { url: 'https://a.example/', status: 200, at: 0 }))
  expect(empty).toEqual({ text: [], structure: [] })
  expect(similarity(empty.text, empty.text)).toBe(0)
})

test('a wave is a campaign with many new sites now, each counted once', () => {
  const now = 100 * HOUR
  const seen = (campaign: string, count: number, hours: number) =>
    Array.from({ length: count }, (_, i) => ({
      campaign,
      host: `${campaign}-${hours}-${i}.example`,
      at: now - hours * HOUR,
    }))
  const sightings = [
    ...seen('c1', 6, 2),
    ...seen('c1', 3, 30),
    ...seen('c2', 40, 20),
    ...seen('c3', 4, 1),
    ...seen('', 9, 1),
  ]
  expect(findWaves([...sightings, ...seen('c3', 4, 1)], now)).toEqual([
    { campaign: 'c1', recent: 6, before: 3, since: now - 30 * HOUR },
  ])
})

test('a wave that is over is still known as one, and a campaign that never spread is none', () => {
  const hour = 3_600_000
  const of = (campaign: string, hours: readonly number[]) =>
    hours.map((at, i) => ({ campaign, host: `www.${campaign}-${i}.example`, at: at * hour }))
  const slow = of('slow', [0, 2, 4, 6, 8, 10, 12, 14])
  const fast = of('fast', [40, 30, 31, 32, 33, 34])
  const large = of('large', [50, 50, 50, 51, 51, 52, 52])
  const same = fast
    .slice(1, 3)
    .flatMap((one) => [one, one, one].map((again) => ({ ...again, campaign: 'same' })))
  expect(findPastWaves([...slow, ...fast, ...large, ...same, ...of('', [1, 1, 1, 1, 1, 1])])).toEqual([
    'large',
    'fast',
  ])
})

test('a host is down where most of its reported sites do not answer, and enough are reported', () => {
  const sites = (hosting: string, down: number, up: number) =>
    Array.from({ length: down + up }, (_, i) => ({ host: `${i}.example`, hosting, isUnreachable: i < down }))
  expect([
    ...findOutages([...sites('a', 6, 2), ...sites('b', 4, 0), ...sites('c', 3, 5), ...sites('', 9, 0)]),
  ]).toEqual(['a'])
})
