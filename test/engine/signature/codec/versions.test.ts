import { describe, expect, it } from 'vitest'
import { observeHtml } from '../../../../src/engine/page/html.ts'
import { decodeHead, decodeSite, encodeSite } from '../../../../src/engine/signature/codec/local.ts'
import { rangesHeld, VERSIONS } from '../../../../src/engine/signature/codec/versions.ts'
import { pageFeatures } from '../../../../src/engine/signature/features.ts'
import { learn } from '../../../../src/engine/signature/learn.ts'
import { bestMatch } from '../../../../src/engine/signature/match.ts'
import { rangeOf } from '../../../../src/engine/signature/ranges.ts'
import {
  type Generation,
  RANGED_COUNTS,
  SIGNATURE_VERSION,
  type SiteSignature,
} from '../../../../src/engine/signature/signature.ts'
import type { Verdict } from '../../../../src/engine/verdict/verdict.ts'
import { frontPage } from '../../verdict/front-page.ts'
import { VERSION_3 } from '../version-3.ts'

const CALM: Verdict = { kind: 'intact', points: -5, evidence: [], reasons: [], fingerprint: '' }
const DAY = 86_400_000
const observe = (html: string) => observeHtml(html, { url: 'https://news.example/', status: 200, at: 0 })

function read(bytes: Uint8Array): SiteSignature {
  const site = decodeSite(bytes)
  if (!site.ok) throw new Error(site.error)
  return site.value
}

function designOf(site: SiteSignature): Generation {
  const design = site.templates[0]?.generations[0]
  if (design === undefined) throw new Error('nothing was learned')
  return design
}

/** The site after months of its front page, from some day on. */
function since(from: SiteSignature | null, first: number): SiteSignature {
  let site = from
  for (let day = first; day < 150; day++)
    site = learn(site, { observation: observe(frontPage(day)), verdict: CALM, now: day * DAY })
  if (site === null) throw new Error('nothing was learned')
  return site
}

/** Versions differ in their header alone: what it says is changed. */
function ofVersion(version: number, bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice()
  changed[3] = version
  return changed
}

describe('what an earlier version learned', () => {
  const site = read(VERSION_3)

  it('is known after an update: when, how often, and what the pages look like', () => {
    expect(VERSION_3[3]).toBe(3)
    expect(site).toMatchObject({ version: SIGNATURE_VERSION, host: 'news.example', visits: 8, firstSeen: 0 })
    expect(site.templates).toMatchObject([{ standing: 'trusted', visits: 8, days: 8 }])
    expect(decodeHead(VERSION_3)).toMatchObject({ ok: true, value: { lastSeen: 7 * DAY, visits: 8 } })
    expect(bestMatch(site, pageFeatures(observe(frontPage(9))))?.score).toBeGreaterThan(0.9)
  })

  it('has for a count that it did not hold the widest range there can have been, which narrows again', () => {
    const repeats = rangeOf(designOf(site), 'repeats').high
    expect(repeats).toBeGreaterThan(0)
    expect(rangeOf(designOf(site), 'sameHeadlines')).toEqual({ low: 0, high: repeats })
    const anew = since(null, 0)
    expect(rangeOf(designOf(since(site, 8)), 'sameHeadlines').high).toBe(
      rangeOf(designOf(anew), 'sameHeadlines').high,
    )
  })

  it('is written in the present version, and is the same then', () => {
    const bytes = encodeSite(site)
    expect(bytes[3]).toBe(SIGNATURE_VERSION)
    expect(read(bytes)).toEqual(site)
  })

  it('is refused where it is damaged, and where its version is none that is read', () => {
    const damaged = VERSION_3.map((byte, at) => (at === 100 ? byte ^ 1 : byte))
    expect(decodeSite(damaged)).toMatchObject({ ok: false, error: expect.stringContaining('checksum') })
    for (const version of [0, 2, SIGNATURE_VERSION + 1])
      expect(decodeSite(ofVersion(version, VERSION_3))).toEqual({
        ok: false,
        error: `The local signature is of version ${version} and this is version ${SIGNATURE_VERSION}; learn the site anew.`,
      })
    // Another version's bytes under this one's name hold too little.
    expect(decodeSite(ofVersion(SIGNATURE_VERSION, VERSION_3)).ok).toBe(false)
  })
})

it('the present version is the latest that is read, and holds all ranges', () => {
  expect(VERSIONS.at(-1)).toBe(SIGNATURE_VERSION)
  expect(rangesHeld(SIGNATURE_VERSION)).toBe(RANGED_COUNTS.length)
})
