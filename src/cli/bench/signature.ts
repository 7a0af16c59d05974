import { fileURLToPath } from 'node:url'
import { observeHtml } from '../../engine/page/html.ts'
import type { Observation } from '../../engine/page/observation.ts'
import { approve } from '../../engine/signature/approve.ts'
import { decodeSite, encodeSite } from '../../engine/signature/codec/local.ts'
import { compare } from '../../engine/signature/comparison.ts'
import { learn } from '../../engine/signature/learn.ts'
import type { SiteSignature } from '../../engine/signature/signature.ts'
import type { Verdict } from '../../engine/verdict/verdict.ts'
import { type Sample, samples } from './samples.ts'

const PAGES = 12
const WARM_ROUNDS = 5
const ROUNDS = 10
const CALM: Verdict = { kind: 'unfamiliar', points: -5, evidence: [], reasons: [], fingerprint: '' }

/** What matching a page against a full signature costs beside building its observation, and the codec. No browser. */
export function benchSignature(pages: readonly Sample[]): void {
  const decoder = new TextDecoder()
  const texts = pages.map(({ html }) => decoder.decode(html))
  // Digits in an address are folded; letters make each page another one.
  const observe = (text: string, index: number) =>
    observeHtml(text, { url: `https://www.bench.example/${'a'.repeat(index + 1)}/`, status: 200, at: 0 })
  const observations = texts.map(observe)
  const site = siteOf(observations)
  const bytes = encodeSite(site)
  const observing = median(texts.length, (i) => void observe(texts[i] ?? '', i))
  const matching = median(observations.length, (i) => {
    const observation = observations[i]
    if (observation !== undefined) compare(observation, site, null)
  })
  const decoding = median(1, () => void decodeSite(bytes))
  const encoding = median(1, () => void encodeSite(site))
  print('matching against building, median', matching / observing, '×', 0.1)
  print(`matching ${site.templates.length} templates, median`, matching, 'ms', Number.POSITIVE_INFINITY)
  print(`reading and writing ${(bytes.length / 1_024).toFixed(1)} KB, median`, decoding + encoding, 'ms', 2)
}

/** One host that has every page for a template, each seen often enough to be trusted. */
function siteOf(observations: readonly Observation[]): SiteSignature {
  let site: SiteSignature | null = null
  for (const [index, observation] of observations.entries())
    for (let visit = 0; visit < 5; visit++) {
      site = learn(site, { observation, verdict: CALM, now: (index * 5 + visit) * 86_400_000 })
      if (site !== null) site = approve(site, site.latest) ?? site
    }
  if (site === null) throw new Error('None of the sample pages could be learned; unpack the corpus anew.')
  return site
}

/** Median time in milliseconds of one run over `count` inputs, warm. */
function median(count: number, run: (index: number) => void): number {
  const times: number[] = []
  for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++)
    for (let i = 0; i < count; i++) {
      const start = performance.now()
      run(i)
      if (round >= WARM_ROUNDS) times.push(performance.now() - start)
    }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

function print(name: string, value: number, unit: string, goal: number): void {
  const isMet = value <= goal
  if (!isMet) process.exitCode = 1
  const against = Number.isFinite(goal) ? ` (at most ${goal}) ${isMet ? 'met' : 'MISSED'}` : ''
  console.log(`${name.padEnd(46)} ${value.toFixed(2)} ${unit}${against}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) benchSignature(samples(PAGES))
