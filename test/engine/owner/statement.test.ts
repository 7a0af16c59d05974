import { describe, expect, it } from 'vitest'
import { checkPage } from '../../../src/engine/check.ts'
import { toAscii } from '../../../src/engine/feed/signed.ts'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { authorityOf } from '../../../src/engine/owner/authority.ts'
import { type Handover, keysBefore } from '../../../src/engine/owner/handover.ts'
import {
  type OwnerStatement,
  statementBytes,
  statementFile,
  verifyStatement,
  whyNotAfter,
} from '../../../src/engine/owner/statement.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import { approve } from '../../../src/engine/signature/approve.ts'
import { type CoreSignature, coreSignature } from '../../../src/engine/signature/core-signature.ts'
import { judge } from '../../../src/engine/verdict/judge.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { readPages } from '../../pages/read-pages.ts'
import { handOver, makeOwnerKey as makeKey, type OwnerKey, signedBy } from './keys.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 0, 10)
const crypto = feedCrypto(globalThis.crypto.subtle)
const lists = { patterns: shippedPatterns(), weights: shippedWeights }

const key = makeKey()
const signed = (bytes: Uint8Array<ArrayBuffer>, by = key, context: 'owner' | 'feed' = 'owner') =>
  signedBy(by, bytes, { context })

const pages = readPages()
const html = (name: string) => pages.get(name)?.html ?? ''

/** What a page looks like, as its owner would say it. */
function coreOf(name: string, url: string): CoreSignature {
  let site = null
  for (const now of [NOW - DAY, NOW]) {
    const observation = observeHtml(html(name), { url, status: 200, at: now })
    site = checkPage({ observation, site, ...lists, now }).site
    site = site === null ? null : approve(site, site.latest)
  }
  if (site === null) throw new Error('Nothing was learned.')
  return coreSignature(site, NOW)
}

const URL = 'https://www.gazette.example/'
const core = coreOf('newsroom-home-day-1', URL)
const statement: OwnerStatement = {
  domain: 'gazette.example',
  sequence: 3,
  issued: NOW,
  expires: NOW + 90 * DAY,
  signatures: [core],
  changes: [],
}

describe("an owner's statement", () => {
  it('comes back as it was signed', async () => {
    expect(
      await verifyStatement(crypto, signed(statementBytes(statement)), [makeKey().name, key.name]),
    ).toEqual({
      ok: true,
      value: { statement, key: key.name, handovers: [] },
    })
  })

  describe('whose key hands over to another', () => {
    const [second, third, thief] = [makeKey(), makeKey(), makeKey()]
    const bytes = statementBytes(statement)
    const handover = (from: OwnerKey, to: OwnerKey, by = from): Handover => ({
      ...handOver(by, to),
      from: from.name,
    })
    const file = (by: OwnerKey, ...handovers: Handover[]) => signedBy(by, bytes, { handovers })
    const keyOf = async (known: OwnerKey, one: Uint8Array) => {
      const verified = await verifyStatement(crypto, one, [known.name])
      return verified.ok ? verified.value.key : null
    }

    it('is believed by who knows any of the keys, over several handovers in any order', async () => {
      const moved = file(third, handover(second, third), handover(key, second))
      for (const known of [key, second, third]) expect(await keyOf(known, moved)).toBe(third.name)
    })

    it('is no longer believed under the old key', async () => {
      expect(await keyOf(key, file(key, handover(key, second)))).toBeNull()
      expect(await keyOf(second, file(key, handover(key, second)))).toBeNull()
    })

    it('leads from the keys before, and from none that did not sign for it', async () => {
      const handovers = [handover(second, third), handover(key, second)]
      expect(await keysBefore(crypto, handovers, third.name)).toEqual([second.name, key.name])
      expect(await keysBefore(crypto, handovers, second.name)).toEqual([])
      expect(await keysBefore(crypto, [handover(key, second, thief)], second.name)).toEqual([])
    })

    it('goes nowhere by a forged handover, nor by one to another key, nor round in a circle', async () => {
      expect(await keyOf(key, file(thief, handover(key, thief, thief)))).toBeNull()
      expect(await keyOf(key, file(thief, { ...handover(key, second), to: thief.name }))).toBeNull()
      // Who stole the old key leads nobody away who has gone on to the new one.
      expect(await keyOf(second, file(thief, handover(key, thief)))).toBeNull()
      expect(await keyOf(key, file(key, handover(key, second), handover(second, key)))).toBe(key.name)
    })
  })

  it('is refused when a byte was changed, another signed it, or it was signed as something else', async () => {
    const bytes = statementBytes(statement)
    const later = statementBytes({ ...statement, expires: statement.expires + DAY })
    const forged = statementFile(later, JSON.parse(String(Buffer.from(signed(bytes)))).signatures)
    for (const file of [forged, signed(bytes, makeKey()), signed(bytes, key, 'feed')])
      expect(await verifyStatement(crypto, file, [key.name])).toEqual({
        ok: false,
        error: expect.stringContaining('is not signed by the key'),
      })
  })

  it('is refused when it speaks of hosts of other people, or is no statement at all', async () => {
    const foreign = statementBytes({ ...statement, domain: 'other.example' })
    expect(await verifyStatement(crypto, signed(foreign), [key.name])).toMatchObject({
      ok: false,
      error: expect.stringContaining('not under the domain'),
    })
    for (const bytes of [toAscii({}), toAscii([]), Uint8Array.of(), Uint8Array.of(0xff)])
      for (const file of [bytes, signed(bytes)])
        expect((await verifyStatement(crypto, file, [key.name])).ok).toBe(false)
  })

  it('never gives way to an older one', () => {
    expect(whyNotAfter(statement, { ...statement, sequence: 4 })).toBeNull()
    expect(whyNotAfter(statement, statement)).toBeNull()
    expect(whyNotAfter(statement, { ...statement, sequence: 2 })).toContain('number 2 and number 3 is known')
    expect(whyNotAfter(statement, { ...statement, expires: 0 })).toContain('number 3')
  })
})

describe('what it says of a host', () => {
  const verdictOn = (name: string, said: OwnerStatement, now = NOW) =>
    judge({
      observation: observeHtml(html(name), { url: URL, status: 200, at: now }),
      site: null,
      authority: authorityOf(said, 'www.gazette.example', now),
      ...lists,
    }).kind

  it('clears the page on a first visit until it expires', () => {
    expect(verdictOn('newsroom-home-day-2', statement)).toBe('intact')
    expect(verdictOn('newsroom-home-day-2', statement, statement.expires)).toBe('unfamiliar')
    expect(verdictOn('newsroom-home-day-2', { ...statement, signatures: [] })).toBe('unfamiliar')
  })

  it('clears the announced design while it is expected, and the old one still', () => {
    const next = coreOf('newsroom-redesign', URL)
    const change = { from: NOW, until: NOW + DAY, note: 'A new design', signatures: [next] }
    const announced = { ...statement, changes: [change] }
    expect(verdictOn('newsroom-redesign', statement)).toBe('changed')
    expect(verdictOn('newsroom-redesign', announced)).toBe('intact')
    expect(verdictOn('newsroom-home-day-2', announced)).toBe('intact')
    expect(verdictOn('newsroom-redesign', announced, NOW + DAY)).toBe('changed')
  })

  it('does not speak while a change is expected that is not shown, and clears no defacement', () => {
    const announced = { ...statement, changes: [{ from: NOW, until: NOW + DAY, note: '', signatures: [] }] }
    expect(verdictOn('newsroom-redesign', announced)).toBe('unfamiliar')
    expect(verdictOn('defaced-2015-french', announced)).toBe('defaced')
    expect(verdictOn('defaced-2015-french', statement)).toBe('defaced')
  })
})
