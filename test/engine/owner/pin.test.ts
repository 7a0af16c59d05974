import { describe, expect, it } from 'vitest'
import { feedCrypto } from '../../../src/engine/feed/web-crypto.ts'
import { isConfirmed, isProven, type Pin, pinAfter, statementOf } from '../../../src/engine/owner/pin.ts'
import { type OwnerStatement, statementBytes } from '../../../src/engine/owner/statement.ts'
import { coreSignature } from '../../../src/engine/signature/core-signature.ts'
import { fullSite } from '../signature/full-site.ts'
import { handOver, makeOwnerKey, signedBy } from './keys.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 0, 10, 12)
const HOST = 'www.gazette.example'
const crypto = feedCrypto(globalThis.crypto.subtle)

const key = makeOwnerKey()
const thief = makeOwnerKey()
const core = coreSignature({ ...fullSite(2), host: HOST }, NOW)
const statement: OwnerStatement = {
  domain: 'gazette.example',
  sequence: 3,
  issued: NOW,
  expires: NOW + 90 * DAY,
  signatures: [core],
  changes: [],
}
const fileOf = (changes: Partial<OwnerStatement> = {}, by = key) =>
  signedBy(by, statementBytes({ ...statement, ...changes }))

const met = (file: Uint8Array, now: number, pin: Pin | null = null) =>
  pinAfter(crypto, { host: HOST, file, now }, pin)

async function pinned(file = fileOf(), now = NOW, pin: Pin | null = null): Promise<Pin> {
  const next = await met(file, now, pin)
  if (!next.ok) throw new Error(next.error)
  return next.value
}

describe("the pin of an owner's key", () => {
  it('holds the key that is met first, and the statement with it', async () => {
    const pin = await pinned()
    expect(pin).toMatchObject({ host: HOST, key: key.name, pinnedAt: NOW, lastSeen: NOW, days: 1 })
    expect(await statementOf(crypto, pin)).toEqual(statement)
  })

  it('takes newer statements of that key, and nobody else’s', async () => {
    const pin = await pinned()
    const newer = await pinned(fileOf({ sequence: 4 }), NOW + DAY, pin)
    expect(await statementOf(crypto, newer)).toMatchObject({ sequence: 4 })
    expect(await met(fileOf({ sequence: 9 }, thief), NOW + DAY, newer)).toMatchObject({
      ok: false,
      error: expect.stringContaining('not signed by the key'),
    })
    expect(await met(fileOf(), NOW + DAY, newer)).toMatchObject({
      ok: false,
      error: expect.stringContaining('number 3 and number 4 is known'),
    })
  })

  it('goes over to a key that the old one named, and not back', async () => {
    const next = makeOwnerKey()
    const bytes = statementBytes({ ...statement, sequence: 4 })
    const moved = await pinned(
      signedBy(next, bytes, { handovers: [handOver(key, next)] }),
      NOW + DAY,
      await pinned(),
    )
    expect(moved).toMatchObject({ key: next.name, pinnedAt: NOW, days: 2 })
    expect((await met(fileOf({ sequence: 5 }), NOW + 2 * DAY, moved)).ok).toBe(false)
  })

  it('ends with its statement: then a key is met for the first time again', async () => {
    const pin = await pinned()
    const late = { issued: NOW + 90 * DAY, expires: NOW + 180 * DAY, sequence: 1 }
    expect((await met(fileOf(late, thief), statement.expires - 1, pin)).ok).toBe(false)
    const anew = await pinned(fileOf(late, thief), statement.expires, pin)
    expect(anew).toMatchObject({ key: thief.name, pinnedAt: statement.expires, days: 1 })
    expect(isProven(anew, statement.expires)).toBe(false)
  })

  it.each([
    ['is of another domain', fileOf({ domain: 'other.example', signatures: [] }), 'of other.example'],
    ['has expired', fileOf({ expires: NOW }), 'has expired'],
    ['is no statement', Uint8Array.of(1, 2, 3), 'no statement of an owner'],
  ])('does not come from a file that %s', async (_name, file, error) => {
    expect(await met(file, NOW)).toEqual({ ok: false, error: expect.stringContaining(error) })
  })

  it('that was damaged says nothing', async () => {
    const pin = await pinned()
    const file = pin.file.map((byte, index) => (index === 40 ? byte ^ 1 : byte))
    expect(await statementOf(crypto, { ...pin, file })).toBeNull()
  })
})

describe('the word of a pinned key', () => {
  it('counts once it was met on two days, and first met two days ago', async () => {
    const first = await pinned()
    const sameDay = await pinned(fileOf(), NOW + DAY / 4, first)
    expect(sameDay.days).toBe(1)
    expect(isProven(sameDay, NOW + 5 * DAY)).toBe(false)
    const second = await pinned(fileOf(), NOW + DAY, first)
    expect(isProven(second, NOW + DAY)).toBe(false)
    expect(isProven(second, NOW + 2 * DAY)).toBe(true)
  })

  it('counts at once where the feed publishes the same as its owner’s', () => {
    expect(isConfirmed(statement, { source: 'owner', signature: core })).toBe(true)
    expect(isConfirmed(statement, { source: 'feed', signature: core })).toBe(false)
    expect(
      isConfirmed(statement, { source: 'owner', signature: { ...core, issued: core.issued + DAY } }),
    ).toBe(false)
    expect(isConfirmed(statement, null)).toBe(false)
  })
})
