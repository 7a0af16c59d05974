import { describe, expect, test } from 'vitest'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { agreeOnCore, type CoreVote } from '../../../src/engine/signature/agree.ts'
import { believedCore } from '../../../src/engine/signature/believed-core.ts'
import { decodeCore, encodeCore } from '../../../src/engine/signature/codec/core.ts'
import { CORE_BOUND, CORE_FAMILIES, matchCore } from '../../../src/engine/signature/core-signature.ts'
import { pageFeatures } from '../../../src/engine/signature/features.ts'
import { learn } from '../../../src/engine/signature/learn.ts'
import { SAME_TEMPLATE } from '../../../src/engine/signature/match.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import type { Verdict } from '../../../src/engine/verdict/verdict.ts'
import { frontPage } from '../verdict/front-page.ts'
import { fullSite } from './full-site.ts'
import { mostAlike } from './most-alike.ts'

const CALM: Verdict = { kind: 'unfamiliar', points: -5, evidence: [], reasons: [], fingerprint: '' }
const DAY = 86_400_000
const HOST = 'news.example'
const observe = (html: string) => observeHtml(html, { url: `https://${HOST}/`, status: 200, at: 0 })

/** What a reader has of a site who saw its front page on some days. */
function learned(days: readonly number[], page: (day: number) => string = frontPage) {
  const site = days.reduce<SiteSignature | null>(
    (known, day) => learn(known, { observation: observe(page(day)), verdict: CALM, now: day * DAY }),
    null,
  )
  if (site === null) throw new Error('nothing was learned')
  return believedCore(site, 40 * DAY)
}

/** Readers who saw the paper on other days each, with what it shows to four of them, or to one alone. */
const own = (reader: number) => (day: number) =>
  frontPage(day).replace(
    '<main',
    `<div class="${[...'abcdefgh'].map((letter) => `for-${letter}${'xxxxyz'[reader]}q`).join(' ')}"></div><main`,
  )
const readers: CoreVote[] = Array.from({ length: 6 }, (_, i) => ({
  reader: `reader ${i}`,
  network: `network ${i % 3}`,
  day: 50 + (i % 2),
  core: learned([i, i + 3, i + 7, i + 11, i + 12], own(i)),
}))
const agree = (votes: readonly CoreVote[]) => agreeOnCore(HOST, votes, 60 * DAY + 1)

describe('readers who never saw the same pages', () => {
  test('agree on what the paper looks like, and it knows a page that none of them saw', () => {
    expect(mostAlike(readers)).toBeLessThan(3)
    const core = agree(readers)
    expect(core).toMatchObject({ host: HOST, issued: 60 * DAY })
    if (core === null) return
    expect(matchCore(core, pageFeatures(observe(frontPage(90))))?.score).toBeGreaterThan(0.9)
    expect(matchCore(core, pageFeatures(observe(frontPage(90, 'other'))))?.score).toBeLessThan(SAME_TEMPLATE)
    expect(decodeCore(encodeCore(core))).toEqual({ ok: true, value: core })
  })

  test('tell nobody what only some of them were shown', () => {
    const held = new Map<string, number>()
    for (const { core } of readers)
      for (const name of CORE_FAMILIES)
        for (const token of new Set(core.templates.flatMap(({ features }) => [...features[name]])))
          held.set(`${name} ${token}`, (held.get(`${name} ${token}`) ?? 0) + 1)
    const published = agree(readers)?.templates.flatMap(({ features }) =>
      CORE_FAMILIES.flatMap((name) => [...features[name]].map((token) => `${name} ${token}`)),
    )
    expect([...held.values()].some((count) => count < 5)).toBe(true)
    expect(published?.filter((feature) => (held.get(feature) ?? 0) < 5)).toEqual([])
  })

  test('say the same in whatever order they come', () => {
    expect(agree(readers.toReversed())).toEqual(agree(readers))
  })

  test('are not enough where they are four, of two networks, or of one day', () => {
    expect(agree(readers.slice(0, 4))).toBeNull()
    expect(agree(readers.map((vote, i) => ({ ...vote, network: `network ${i % 2}` })))).toBeNull()
    expect(agree(readers.map((vote) => ({ ...vote, day: 50 })))).toBeNull()
    expect(agree(readers.map((vote) => ({ ...vote, reader: 'one and the same' })))).toBeNull()
  })

  test('are not talked out of it by a few who bring a page of their own, and are enough for a page alone', () => {
    const strangers = readers.slice(0, 5).map((vote, i) => ({
      ...vote,
      reader: `stranger ${i}`,
      core: learned([i, i + 1, i + 2], (day) => frontPage(day, 'other')),
    }))
    expect(agree(strangers)).not.toBeNull()
    const many = [0, 1, 2].flatMap((more) =>
      readers.map((vote) => ({ ...vote, reader: `${vote.reader} ${more}` })),
    )
    expect(agree([...strangers, ...many])?.templates).toEqual(agree(many)?.templates)
  })

  test('are not heard on another host', () => {
    expect(agreeOnCore('other.example', readers, 0)).toBeNull()
  })
})

test('what is agreed on always fits into what is published', () => {
  const host = HOST
  const vote = (i: number): CoreVote => ({
    reader: `${i}`,
    network: `${i % 3}`,
    day: i % 2,
    core: believedCore({ ...fullSite(90), host }, 0),
  })
  const core = agreeOnCore(
    host,
    Array.from({ length: 12 }, (_, i) => vote(i)),
    0,
  )
  expect(core?.templates).toHaveLength(12)
  for (const { features } of core?.templates ?? [])
    for (const name of CORE_FAMILIES) expect(features[name].length).toBeLessThanOrEqual(CORE_BOUND[name])
})
