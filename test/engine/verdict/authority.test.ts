import { describe, expect, test } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { decodeCore, encodeCore } from '../../../src/engine/signature/codec/core.ts'
import { type Authority, higher } from '../../../src/engine/signature/comparison.ts'
import { coreSignature } from '../../../src/engine/signature/core-signature.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'

const patterns = shippedPatterns()
const weights = shippedWeights
const pages = readPages()
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const observe = (name: string, now = START) =>
  observeHtml(pages.get(name)?.html ?? '', { url: 'https://www.news.example/', status: 200, at: now })

function learned(names: readonly string[]): SiteSignature {
  let site: SiteSignature | null = null
  names.forEach((name, day) => {
    const now = START + day * DAY
    site = checkPage({ observation: observe(name, now), site, patterns, weights, now }).site
  })
  if (site === null) throw new Error('nothing was learned')
  return site
}

const OLD = ['newsroom-home-day-1', 'newsroom-home-day-2', 'newsroom-home-day-1']
const NEW = ['newsroom-redesign', 'newsroom-redesign', 'newsroom-redesign']
const signed = (names: readonly string[], source: Authority['source']): Authority => ({
  source,
  signature: coreSignature(learned(names), START + 10 * DAY),
})
const verdict = (name: string, site: SiteSignature | null, authority: Authority | null) =>
  judge({ observation: observe(name), site, authority, patterns, weights })
const keys = (name: string, site: SiteSignature | null, authority: Authority | null) =>
  verdict(name, site, authority).reasons.map(({ key }) => key)

describe('what the owner or the feed says of a site', () => {
  test('is enough on a first visit', () => {
    expect(verdict('newsroom-home-day-1', null, signed(OLD, 'feed')).kind).toBe('intact')
    expect(verdict('newsroom-home-day-1', null, null).kind).toBe('unfamiliar')
  })

  test('is the same after it went over the wire', () => {
    const { source, signature } = signed(OLD, 'owner')
    const sent = decodeCore(encodeCore(signature))
    expect(sent).toEqual({ ok: true, value: signature })
    expect(keys('newsroom-home-day-2', null, { source, signature })).toEqual(['reason_intact'])
  })

  test('wins over what was learned, and the difference is told', () => {
    expect(keys('newsroom-redesign', learned(OLD), signed(NEW, 'owner'))).toEqual([
      'reason_intact',
      'reason_disagrees_owner',
    ])
    expect(keys('newsroom-redesign', learned(NEW), signed(OLD, 'feed'))).toEqual([
      'reason_changed',
      'reason_disagrees_feed',
    ])
  })

  test('says nothing of a dispute where both agree', () => {
    expect(keys('newsroom-home-day-1', learned(OLD), signed(OLD, 'owner'))).toEqual(['reason_intact'])
  })

  test('is named as the source of the evidence', () => {
    const { evidence } = verdict('defaced-2015-french', null, signed(OLD, 'owner'))
    expect(evidence.find(({ id }) => id === 'mismatch')?.source).toEqual({
      list: 'signature-owner',
      version: '2026-01-11',
    })
  })

  test('counts by who says it, and then by when', () => {
    const owner = signed(OLD, 'owner')
    const feed = signed(NEW, 'feed')
    const later = { ...feed, signature: { ...feed.signature, issued: feed.signature.issued + DAY } }
    expect(higher(feed, owner)).toBe(owner)
    expect(higher(feed, null)).toBe(feed)
    expect(higher(feed, later)).toBe(later)
    expect(higher(null, null)).toBeNull()
  })
})
