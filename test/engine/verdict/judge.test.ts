import { describe, expect, test } from 'vitest'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import type { Verdict } from '../../../src/engine/verdict/verdict.ts'
import { frontPage } from './front-page.ts'
import { learned, look as lookAt } from './paper.ts'

const look = (html: string, site: SiteSignature | null = null, status = 200, day = 0) =>
  lookAt(html, site, { status, day })

/** The site as known after some days of healthy visits. */
const known = (days = 4) => learned(frontPage, days)

const DEFACED = `<html><head><title>Hacked by nobody</title></head><body bgcolor="black"><center>
  <h1><font color="red">HACKED BY NOBODY</font></h1><p>Dear admin, your security is low</p></center></body></html>`

const kinds = (verdict: Verdict) => verdict.kind

describe('first visits', () => {
  test('a front page is unfamiliar, never intact', () => {
    expect(kinds(look(frontPage(0)).verdict)).toBe('unfamiliar')
  })
  test('a poster that says who did it is defaced, with evidence from three groups', () => {
    const { verdict } = look(DEFACED)
    expect(verdict.kind).toBe('defaced')
    const groups = new Set(verdict.evidence.filter(({ points }) => points >= 0.5).map(({ group }) => group))
    expect(groups.size).toBeGreaterThanOrEqual(3)
    expect(verdict.evidence.find(({ id }) => id === 'claim')).toMatchObject({
      reason: { key: 'reason_claim' },
      source: { list: 'en' },
    })
  })
  test('an article that quotes the message is not', () => {
    const page = frontPage(0).replace(
      '</main>',
      '<article><h2>What happened</h2><p>The page read “Hacked by nobody”.</p></article></main>',
    )
    expect(kinds(look(page).verdict)).toBe('unfamiliar')
  })
})

describe('pages that are not there', () => {
  test.each([
    ['an error status', '<h1>404</h1>', 404, 'unavailable'],
    [
      'a gateway that says so with status 200',
      '<title>502 Bad Gateway</title><center><h1>502 Bad Gateway</h1></center><hr>nginx',
      200,
      'unavailable',
    ],
    [
      'a suspended account',
      '<h1>This Account has been suspended.</h1>Contact your hosting provider.',
      200,
      'unavailable',
    ],
    ['a parked name', '<h1>This domain is for sale</h1><p>Buy this domain</p>', 200, 'unavailable'],
    ['a challenge', '<title>Just a moment...</title><p>Checking your browser</p>', 200, 'unavailable'],
    [
      'a consent wall',
      '<h1>We value your privacy</h1><p>We and our partners store cookies</p><button>Accept all</button>',
      200,
      'undetermined',
    ],
    ['a script shell', '<div id=root></div><script src=/app.js></script>', 200, 'undetermined'],
  ])('%s', (_, html, status, kind) => {
    expect(kinds(look(html, null, status).verdict)).toBe(kind)
  })
  test('an error page with a claim is accused all the same', () => {
    expect(['suspect', 'defaced']).toContain(kinds(look(DEFACED, null, 404).verdict))
  })
})

describe('a known site', () => {
  const site = known()
  test('is intact on another day', () => {
    const { verdict } = look(frontPage(9), site, 200, 9)
    expect(verdict.kind).toBe('intact')
    expect(verdict.reasons[0]?.key).toBe('reason_intact')
  })
  test('is changed after a redesign, and that alone never warns', () => {
    expect(kinds(look(frontPage(9, 'other'), site, 200, 9).verdict)).toBe('changed')
  })
  test('is defaced when a poster stands in its place', () => {
    expect(kinds(look(DEFACED, site, 200, 9).verdict)).toBe('defaced')
  })
  test('learns nothing from a defaced, an absent or a half-read page', () => {
    expect(look(DEFACED, site, 200, 9).site).toBe(site)
    expect(look('<h1>502 Bad Gateway</h1>', site, 502, 9).site).toBe(site)
    expect(look('<i></i>'.repeat(60_000), site, 200, 9).site).toBe(site)
  })
  test('gives the same fingerprint for the same alteration, another for another', () => {
    const first = look(DEFACED, site).verdict.fingerprint
    expect(first).toMatch(/^[0-9a-f]{8}$/)
    expect(look(DEFACED.replace('low', 'low!'), site).verdict.fingerprint).toBe(first)
    expect(look(DEFACED.replaceAll('HACKED BY', 'OWNED AND DEFACED BY'), site).verdict.fingerprint).not.toBe(
      first,
    )
  })
})

test('a page over a cap is undetermined, never intact', () => {
  const { verdict } = look(frontPage(0).replace('</main>', `${'<p>xyz</p>'.repeat(6_000)}</main>`))
  expect(verdict).toMatchObject({ kind: 'undetermined', reasons: [{ key: 'reason_limit_blocks' }] })
})
