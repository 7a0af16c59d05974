import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { sessions } from '../src/cli/evaluate/replay.ts'
import { type ListedVisit, readVisits } from '../src/cli/evaluate/visit.ts'
import { checkPage } from '../src/engine/check.ts'
import { observeHtml } from '../src/engine/page/html.ts'
import type { Observation } from '../src/engine/page/observation.ts'
import { shippedPatterns } from '../src/engine/patterns/shipped.ts'
import { AGREEMENT, agreeOnCore, type CoreVote } from '../src/engine/signature/agree.ts'
import { believedCore } from '../src/engine/signature/believed-core.ts'
import { type CoreSignature, matchCore } from '../src/engine/signature/core-signature.ts'
import { pageFeatures } from '../src/engine/signature/features.ts'
import { SAME_TEMPLATE } from '../src/engine/signature/match.ts'
import type { SiteSignature } from '../src/engine/signature/signature.ts'
import { shippedWeights } from '../src/engine/verdict/weights.ts'
import { noise } from './engine/signature/full-site.ts'
import { mostAlike } from './engine/signature/most-alike.ts'

const corpus = inject('corpus')
const patterns = shippedPatterns()
const READERS = 8

/** A visit as everybody sees it. */
interface Seen {
  observation: Observation
  host: string
  now: number
}

const seen = ({ file, url, status, time }: ListedVisit): Seen => ({
  observation: observeHtml(readFileSync(file, 'utf8'), { url, status, at: Date.parse(time) }),
  host: new URL(url).hostname,
  now: Date.parse(time),
})

function learned(visits: readonly Seen[]): CoreSignature | null {
  let site: SiteSignature | null = null
  for (const { observation, now } of visits)
    site = checkPage({ observation, site, patterns, weights: shippedWeights, now }).site
  const last = visits.at(-1)
  return site === null || last === undefined ? null : believedCore(site, last.now)
}

/** Readers of a site who each saw some of its pages, what they agree on, and the pages that came afterwards. */
function agreement(visits: readonly ListedVisit[], random: () => number) {
  const [first] = visits
  if (first === undefined) return null
  const host = new URL(first.url).hostname
  const all = visits.filter(({ label }) => label === 'clean').map(seen)
  const own = all.filter((one) => one.host === host)
  const before = own.slice(0, Math.floor(own.length * 0.75))
  const votes = Array.from({ length: READERS }, (_, i): CoreVote | null => {
    const core = learned(before.filter(() => random() % 3 > 0))
    return core === null ? null : { reader: `${i}`, network: `${i % 3}`, day: i % 2, core: { ...core, host } }
  }).filter((vote) => vote !== null)
  return { host, votes, core: agreeOnCore(host, votes, 0), later: own.slice(before.length) }
}

const clears = (core: CoreSignature, { observation }: Seen): boolean =>
  (matchCore(core, pageFeatures(observation))?.score ?? 0) >= SAME_TEMPLATE

describe.skipIf(corpus === null)('readers of the sites of the corpus, of whom each saw other pages', () => {
  const random = noise(7)
  const sites = sessions(readVisits([join(corpus ?? '', 'visits-series.jsonl')]).visits)
    .map((visits) => agreement(visits, random))
    .filter((one) => one !== null)

  const published = sites.flatMap(({ core, ...site }) => (core === null ? [] : [{ ...site, core }]))
  const clearedOf = (core: CoreSignature, pages: readonly Seen[]) =>
    pages.filter((page) => clears(core, page)).length
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

  it('agree nearly everywhere, though on half of the sites no five of them learned the very same', () => {
    const isAlike = ({ votes }: (typeof sites)[number]) => mostAlike(votes) >= AGREEMENT.readers
    console.log(
      `agreed on ${published.length} of ${sites.length} sites; five learned the very same on ${sites.filter(isAlike).length}`,
    )
    expect(published.length / sites.length).toBeGreaterThan(0.9)
  })

  it('know the pages that come afterwards as well as one reader alone', () => {
    const together = sum(published.map(({ core, later }) => clearedOf(core, later)))
    const alone = sum(
      published.map(({ votes: [first], later }) => (first ? clearedOf(first.core, later) : 0)),
    )
    const all = sum(published.map(({ later }) => later.length))
    console.log(`of ${all} later pages known together ${together}, by the first reader alone ${alone}`)
    expect(together).toBeGreaterThan(alone * 0.95)
  })

  it('do not take pages of other sites for this one, but for sisters that one operator built alike', () => {
    const foreign = published.map(({ host, core }) =>
      sum(sites.map((other) => (other.host === host ? 0 : clearedOf(core, other.later)))),
    )
    const pairs = sum(
      published.map(({ host }) => sum(sites.map((o) => (o.host === host ? 0 : o.later.length)))),
    )
    console.log(`of ${pairs} pages of other sites taken for the own ${sum(foreign)}`)
    expect(sum(foreign) / pairs).toBeLessThan(0.003)
  })
})
