import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatErrors } from '../../../src/cli/evaluate/error-lists.ts'
import { explain } from '../../../src/cli/evaluate/explain.ts'
import {
  calibrationBins,
  calibrationPlot,
  detectionCurve,
  detectionPlot,
} from '../../../src/cli/evaluate/plots.ts'
import { readWeights } from '../../../src/cli/evaluate/read-weights.ts'
import { type Outcome, replaySession, sessions } from '../../../src/cli/evaluate/replay.ts'
import { formatChanged } from '../../../src/cli/evaluate/side-by-side.ts'
import { readTold, tell, toldLine } from '../../../src/cli/evaluate/told.ts'
import { readVisits } from '../../../src/cli/evaluate/visit.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { frontPage } from '../../engine/verdict/front-page.ts'

const folder = mkdtempSync(join(tmpdir(), 'masthead-laboratory-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lists = { patterns: shippedPatterns(), weights: shippedWeights }
const BAD = '<title>x</title><body bgcolor=black><h1>Hacked by Nobody</h1><p>Greetz to all hackers, admin'
const list = join(folder, 'visits.jsonl')

beforeAll(() => {
  for (let day = 0; day < 4; day++) writeFileSync(join(folder, `home-${day}.html`), frontPage(day))
  writeFileSync(join(folder, 'bad.html'), BAD)
  const line = (id: string, file: string, day: number, more: object) =>
    JSON.stringify({
      ...{ id, file, url: 'https://www.lemonde.fr/', time: `2026-01-0${day + 1}T09:00:00Z`, status: 200 },
      ...{ session: 'a', label: 'clean', kind: 'home', lang: 'fr', ...more },
    })
  const lines = [
    ...[0, 1, 2, 3].map((day) => line(`day-${day}`, `home-${day}.html`, day, {})),
    line('bad', 'bad.html', 5, { label: 'defaced', kind: 'replaced', group: 'crew one' }),
    line('mislabelled', 'home-0.html', 6, { label: 'defaced', session: null, group: 'crew two' }),
  ]
  writeFileSync(list, lines.join('\n'))
})

const outcomes = (weights = shippedWeights): Outcome[] =>
  sessions(readVisits([list]).visits).flatMap((visits) => [...replaySession(visits, { ...lists, weights })])
const told = (all: readonly Outcome[]) =>
  all.flatMap((one) => ('verdict' in one ? [tell(one.visit.id, one.verdict)] : []))

describe('one visit explained', () => {
  test('says everything that the verdict came from, with what was known before', () => {
    const text = explain(readVisits([list]).visits, 'bad', lists)
    expect(text).toContain('Verdict defaced at ')
    expect(text).toMatch(/Like what is known of the site: 0\.0/)
    expect(text).toMatch(/^claim +patterns +1\.00 +[\d.]+ +[\d.]+ +“Hacked by”/m)
    expect(text).toContain('heading | Hacked by Nobody')
    const sums = [
      ...text.matchAll(
        /^(?:prior|patterns|structure|identity|shape|language|style|spread|feed) +(-?[\d.]+)/gm,
      ),
    ]
    const together = Number(/^together +(-?[\d.]+)/m.exec(text)?.[1])
    expect(sums.reduce((all, [, bits]) => all + Number(bits), 0)).toBeCloseTo(together, 1)
  })

  test('names an id that is not in the lists', () => {
    expect(() => explain(readVisits([list]).visits, 'nobody', lists)).toThrow('the id "nobody"')
  })
})

describe('two runs compared', () => {
  test('shows only what is judged otherwise, with both reasons', () => {
    const deaf = { ...shippedWeights, prior: -40 }
    const { visits } = readVisits([list])
    const text = formatChanged(visits, told(outcomes()), told(outcomes(deaf)))
    expect(text).toContain('Changed verdicts: 1 of 6')
    expect(text).toMatch(/^bad \(defaced replaced, fr\)/m)
    expect(text).toMatch(/\w+ at -[\d.]+ bits +defaced at [\d.]+ bits/)
    expect(formatChanged(visits, told(outcomes()), told(outcomes()))).toContain('Changed verdicts: 0 of 6')
  })

  test('a verdicts file is read as it was written, and a damaged one is named', () => {
    const all = outcomes()
    const file = join(folder, 'verdicts.jsonl')
    writeFileSync(file, all.map(toldLine).join(''))
    expect(readTold(file)).toEqual(told(all))
    writeFileSync(file, '{"id": "a"}\n')
    expect(() => readTold(file)).toThrow('line 1: this is no line of a verdicts file')
  })
})

test('errors are listed by crew and site', () => {
  const text = formatErrors(outcomes())
  expect(text).toContain('Defaced and not flagged: 1 in 1 groups')
  expect(text).toMatch(/^crew two +1 of 1 +mislabelled unfamiliar/m)
  expect(text).toContain('Healthy and flagged: 0 in 0 groups')
})

test.each([
  ['a missing name', { ...shippedWeights, weights: { claim: 1 } }, 'weights.possession'],
  ['an unknown name', { ...shippedWeights, weights: { ...shippedWeights.weights, luck: 1 } }, 'weights.luck'],
  ['no JSON', '{', 'cannot be read'],
])('weights with %s are refused, and the file is named', (_, content, message) => {
  const file = join(folder, 'weights.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  expect(() => readWeights(file)).toThrow(message)
  expect(() => readWeights(file)).toThrow('weights.json')
  expect(readWeights(null)).toBe(shippedWeights)
})

describe('plots', () => {
  const scored = [
    ...[-9, -7, -5, -1, 1].map((points) => ({ points, isDefaced: false })),
    ...[-2, 1, 3, 8].map((points) => ({ points, isDefaced: true })),
  ]

  test('the curve goes from the strictest threshold to all pages', () => {
    const curve = detectionCurve(scored)
    expect(curve[0]).toEqual({ threshold: 8, alarms: 0, found: 0.25 })
    expect(curve.find(({ threshold }) => threshold === 1)).toEqual({ threshold: 1, alarms: 0.2, found: 0.75 })
    expect(curve.at(-1)).toEqual({ threshold: -9, alarms: 1, found: 1 })
  })

  test('each page is in one bin', () => {
    const bins = calibrationBins(scored)
    expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(scored.length)
    expect(bins.reduce((sum, { defaced }) => sum + defaced, 0)).toBe(4)
  })

  test.each([
    ['calibration', calibrationPlot(scored)],
    ['detection', detectionPlot(scored, shippedWeights)],
  ])('%s is an SVG file without a number that is none', (_, svg) => {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/)
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
    expect(svg.match(/<circle/g)?.length).toBeGreaterThan(1)
  })
})
