import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SKETCH_SIZE } from '../../../src/engine/incident/sketch.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { buildReport, reportSketch } from '../../../src/engine/report/build.ts'
import { isPublicHost } from '../../../src/engine/report/public-host.ts'
import { redactPath } from '../../../src/engine/report/redact.ts'
import { parseReport, REPORT_BOUNDS } from '../../../src/engine/report/report.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'

const AT = Date.UTC(2026, 10, 23, 8, 30, 12)
const ID = '0b0f7a52-6a6e-4a0b-9a0e-0a8f1f0b6a55'
const patterns = shippedPatterns()
const pages = readPages()

function reportOf(page: string, url = 'https://www.news.example/', note = '') {
  const observation = observeHtml(pages.get(page)?.html ?? '', { url, status: 200, at: AT })
  const verdict = judge({ observation, site: null, patterns, weights: shippedWeights })
  const sketch = reportSketch(observation, verdict)
  const built = buildReport({ id: ID, kind: 'defaced', url, at: AT, verdict, sketch, note, screenshot: '' })
  return { observation, verdict, built }
}

function built(page: string, url?: string, note?: string) {
  const { built } = reportOf(page, url, note)
  if (!built.ok) throw new Error(built.error)
  return built.value
}

describe('what is sent', () => {
  test('is the address without query, fragment, port and whatever names a person', () => {
    const url = 'https://me:secret@www.news.example:8443/user/jane.doe@mail.example/a-story-2026?token=1#x'
    const report = built('defaced-2015-french', url)
    expect(report.url).toBe('https://www.news.example/user/*/a-story-2026')
    expect(JSON.stringify(report)).not.toMatch(/secret|token|jane/)
    expect(report.at).toBe(Date.UTC(2026, 10, 23, 8, 30))
  })

  test('takes what looks like a key out of a path, and leaves words', () => {
    expect(redactPath('/reset/9f8e7d6c5b4a39281706f5e4/x')).toBe('/reset/*/x')
    expect(
      redactPath('/politique/article/2015/01/09/une-longue-histoire-de-la-presse_4551234_3224.html'),
    ).toBe('/politique/article/2015/01/09/une-longue-histoire-de-la-presse_4551234_3224.html')
  })

  test('holds no text of the page but the marks that were found', () => {
    for (const page of ['defaced-2015-french', 'defaced-overlay', 'defaced-one-story', 'gambling-takeover']) {
      const { observation, built } = reportOf(page)
      if (!built.ok) throw new Error(built.error)
      const quotes = built.value.signs.flatMap(({ words }) => words)
      for (const quote of quotes) expect(quote.length).toBeLessThanOrEqual(REPORT_BOUNDS.word)
      const sent = JSON.stringify(built.value)
      const texts = observation.blocks.map(({ text }) => text).filter((text) => text.length > 40)
      const leaked = texts.filter(
        (text) => sent.includes(text) && !quotes.some((quote) => quote.includes(text)),
      )
      expect(leaked).toEqual([])
    }
  })

  test('survives JSON and its own parser', () => {
    const report = built('defaced-2015-english', undefined, '  I saw\nthis\u0007 \u202etoday ')
    expect(report.note).toBe('I saw this today')
    expect(parseReport(JSON.parse(JSON.stringify(report)))).toEqual({ ok: true, value: report })
  })

  test('is nothing for what is no public page', () => {
    for (const url of [
      'http://127.0.0.1/',
      'https://[::1]/',
      'http://router.lan/',
      'about:blank',
      'https://intranet/',
    ])
      expect(reportOf('defaced-2015-english', url).built).toEqual({
        ok: false,
        error: expect.stringMatching(/\.$/),
      })
  })
})

test.each([
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '2130706433',
  '[::1]',
  'localhost',
  'a.local',
  'x..example',
  'a_b.example',
  'nas',
  '-a.example',
  'x.onion',
])('%s is no public host', (host) => expect(isPublicHost(host)).toBe(false))
test.each(['lemonde.fr', 'www.bbc.co.uk', 'xn--80ak6aa92e.com', 'news.example'])(
  '%s is a public host',
  (host) => expect(isPublicHost(host)).toBe(true),
)

describe('what arrives', () => {
  const good = built('defaced-2015-english')
  const fields = Object.keys(good)

  test.each(fields)('is refused without %s, naming it', (field) => {
    const rest = Object.fromEntries(Object.entries(good).filter(([name]) => name !== field))
    expect(parseReport(rest)).toEqual({ ok: false, error: expect.stringContaining(field) })
  })

  test.each(fields)('is refused with %s of another kind, huge, or with control characters', (field) => {
    for (const bad of [
      null,
      {},
      [[]],
      1e300,
      Number.NaN,
      'x'.repeat(1_000_000),
      'a\u0000b',
      'a\u202eb',
      true,
    ])
      expect(parseReport({ ...good, [field]: bad })).toEqual({
        ok: false,
        error: expect.stringMatching(/^The report is refused: .{1,250}\.$/s),
      })
  })

  test('is refused with anything more', () => {
    expect(parseReport({ ...good, admin: true }).ok).toBe(false)
    expect(parseReport({ ...good, verdict: { ...good.verdict, more: 1 } }).ok).toBe(false)
  })

  const [sign] = good.signs
  const sketch = { text: Array(SKETCH_SIZE).fill(1), structure: Array(SKETCH_SIZE).fill(1) }
  /** A whole report with one of its inner objects in place of its own. */
  const inner = {
    verdict: (verdict: object) => ({ ...good, verdict }),
    signs: (one: object) => ({ ...good, signs: [one] }),
    sketch: (one: object) => ({ ...good, sketch: one }),
  }
  const parts = [
    ['verdict', good.verdict],
    ['signs', sign ?? {}],
    ['sketch', sketch],
  ] as const

  test.each(parts)(
    'is refused where a field of its %s is missing, added, huge or of another kind',
    (name, whole) => {
      expect(parseReport(inner[name](whole)).ok).toBe(true)
      const refused = (part: object, field: string) =>
        expect(parseReport(inner[name](part))).toEqual({ ok: false, error: expect.stringContaining(field) })
      refused({ ...whole, more: 1 }, name)
      for (const field of Object.keys(whole)) {
        refused(Object.fromEntries(Object.entries(whole).filter(([key]) => key !== field)), `${name}`)
        for (const bad of [
          null,
          {},
          [[]],
          ['\u0000'],
          ['\u202e'],
          [-1],
          1e300,
          'x'.repeat(1_000_000),
          'a\u0000b',
          true,
        ])
          refused({ ...whole, [field]: bad }, field)
      }
    },
  )

  test('is refused with an address that says too much', () => {
    for (const url of [
      `${good.url}?q=1`,
      `${good.url}#x`,
      'https://a:b@www.news.example/',
      'https://www.news.example:444/',
      'https://www.news.example/a@b.example',
      'ftp://www.news.example/',
      'https://10.0.0.1/',
      'javascript:alert(1)',
    ])
      expect(parseReport({ ...good, url })).toEqual({ ok: false, error: expect.stringContaining('url') })
  })

  test('is refused as a whole when its parts are within bounds but together too large', () => {
    const words = Array.from({ length: 8 }, () => 'w'.repeat(160))
    const signs = Array.from({ length: 40 }, () => ({ sign: 'claim', bits: 1, words }))
    expect(parseReport({ ...good, signs })).toEqual({ ok: false, error: expect.stringContaining('larger') })
  })

  test('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (raw) => !parseReport(raw).ok))
  })
})
