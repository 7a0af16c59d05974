import { beforeAll, describe, expect, test } from 'vitest'
import { applyFeedDiff, checkEntry, type Generation } from '../../../src/engine/feed/content.ts'
import { FEED_BOUNDS } from '../../../src/engine/feed/files.ts'
import { acceptHead, type FeedState, freshness } from '../../../src/engine/feed/head.ts'
import { feedFiles } from '../../../src/engine/feed/publish.ts'
import { acceptNextRoot } from '../../../src/engine/feed/root.ts'
import { crypto, makeKey, signWith } from './keys.ts'
import { DAY, incident, makeRoot, Publisher, START } from './publisher.ts'

/** The attacks on update systems that The Update Framework names (theupdateframework.io, "Security"). */
describe('refused, with the old state as it was', () => {
  let publisher: Publisher
  let old: FeedState & Generation
  let before: FeedState & Generation

  beforeAll(async () => {
    publisher = await Publisher.start()
    publisher.content = { ...publisher.content, incidents: [incident('a.example')] }
    await publisher.publish(START)
    old = await publisher.believed(START + DAY)
    before = structuredClone(old)
  })

  async function refused(
    signed: Parameters<typeof acceptHead>[1],
    why: RegExp,
    now = START + 2 * DAY,
  ): Promise<void> {
    const result = await acceptHead(publisher.check(old, now), signed)
    expect(result).toEqual({ ok: false, error: expect.stringMatching(why) })
    expect(old).toEqual(before)
  }

  test('an honest next head is taken', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY)
    const next = await acceptHead(publisher.check(old, START + 2 * DAY), signed)
    expect(next.ok && next.value.head.sequence).toBe(3)
  })

  test('arbitrary: a head by somebody else', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY, { key: await makeKey() })
    await refused(signed, /not signed/)
  })

  test('arbitrary: one changed byte, or a signature made for a root', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY)
    const changed = signed.bytes.slice()
    changed[changed.length - 2] = 0x20
    await refused({ ...signed, bytes: changed }, /not signed/)
    await refused(await signWith('root', signed.bytes, [publisher.feedKey]), /not signed/)
  })

  test('rollback: an older head, and another one with the same number', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY, { sequence: 1 })
    await refused(signed, /old one/)
    const twin = await publisher.publish(START + 2 * DAY, { sequence: old.head.sequence })
    await refused(twin.signed, /two heads/)
    const backdated = await publisher.publish(START, { sequence: 9 })
    await refused(backdated.signed, /issued before/)
  })

  test('freeze: a head that has run out is not taken, and what is known goes stale', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY, { sequence: 4 })
    await refused(signed, /run out/, START + 10 * DAY)
    expect(freshness(old.head, START + 7 * DAY)).toBe('fresh')
    expect(freshness(old.head, START + 8 * DAY)).toBe('stale')
    expect(freshness(old.head, START + 8 * DAY + 30 * DAY)).toBe('outdated')
  })

  test('fast-forward: a number far ahead', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY, { sequence: 2 ** 50 })
    await refused(signed, /jumps/)
  })

  test('fast-forward: what a key that was taken away signed holds nobody back', async () => {
    const signers = publisher.rootKeys.slice(1)
    const ahead = await publisher.publish(START + 2 * DAY, { sequence: 9_000 })
    const misled = await acceptHead(publisher.check(old, START + 2 * DAY), ahead.signed)
    if (!misled.ok) throw new Error(misled.error)
    const feedKey = await makeKey()
    const parts = { rootKeys: publisher.rootKeys, feedKeys: [feedKey], signers }
    const rotated = await acceptNextRoot(crypto, old.root, await makeRoot({ version: 2, ...parts }))
    if (!rotated.ok) throw new Error(rotated.error)
    const { signed } = await publisher.publish(START + 3 * DAY, { key: feedKey, sequence: 5 })
    const check = { ...publisher.check(misled.value, START + 3 * DAY), root: rotated.value }
    expect((await acceptHead(check, signed)).ok).toBe(true)
  })

  test('endless data: more bytes than named, or than anything may have', async () => {
    const { signed } = await publisher.publish(START + 2 * DAY, { sequence: 5 })
    await refused({ ...signed, bytes: new Uint8Array(FEED_BOUNDS.head + 1) }, /more bytes/)
    await refused({ ...signed, signatures: new Uint8Array(FEED_BOUNDS.signatures + 1) }, /not signed/)
    const root = await acceptNextRoot(crypto, old.root, {
      bytes: new Uint8Array(FEED_BOUNDS.root + 1),
      signatures: signed.signatures,
    })
    expect(root).toEqual({ ok: false, error: expect.stringMatching(/more bytes/) })
    const file = old.head.files.find(({ name }) => name === 'incidents')
    if (file === undefined) throw new Error('no file')
    const longer = new Uint8Array(file.size + 1)
    longer.set(old.files.get('incidents') ?? [])
    expect(await checkEntry(crypto, file, longer, 'incidents')).toMatch(/bytes where the head says/)
  })

  test('mix-and-match: a file, or a diff, of another generation', async () => {
    publisher.content = { ...publisher.content, incidents: [incident('b.example')] }
    const other = await publisher.publish(START + 2 * DAY, { sequence: 6 })
    const file = old.head.files.find(({ name }) => name === 'incidents')
    if (file === undefined || other.diff === null) throw new Error('no file')
    expect(
      await checkEntry(crypto, file, other.files.get('incidents') ?? new Uint8Array(), 'x'),
    ).not.toBeNull()
    const next = await acceptHead(publisher.check(old, START + 2 * DAY), other.signed)
    if (!next.ok) throw new Error(next.error)
    const stranger = await publisher.publish(START + 2 * DAY, { sequence: 7 })
    const [entry] = next.value.head.diffs
    if (entry === undefined || stranger.diff === null) throw new Error('no diff')
    const wrongDiff = await applyFeedDiff(crypto, old, next.value.head, entry, stranger.diff)
    expect(wrongDiff.ok).toBe(false)
    // The right diff on files of another generation.
    const foreign = feedFiles({ ...publisher.content, incidents: [incident('c.example')] })
    const mixed = { ...old, files: foreign }
    const onOthers = await applyFeedDiff(crypto, mixed, next.value.head, entry, other.diff)
    expect(onOthers.ok).toBe(false)
    expect(old).toEqual(before)
  })

  test('a stolen key below the threshold makes no root', async () => {
    const [stolen] = publisher.rootKeys
    if (stolen === undefined) throw new Error('no key')
    const mine = [await makeKey(), await makeKey()]
    const parts = { version: 2, rootKeys: mine, feedKeys: mine.slice(0, 1) }
    // Twice the same key is one key; the attacker's own are none of the old ones.
    const signed = await makeRoot({ ...parts, signers: [stolen, stolen, ...mine] })
    expect(await acceptNextRoot(crypto, old.root, signed)).toEqual({
      ok: false,
      error: expect.stringMatching(/not signed by 2 keys of root 1/),
    })
    const { signed: head } = await publisher.publish(START + 2 * DAY, { key: stolen, sequence: 8 })
    await refused(head, /not signed/)
  })

  test('wrong root chain: a step left out, a step back, or not signed by its own keys', async () => {
    const signers = publisher.rootKeys.slice(0, 2)
    const parts = { rootKeys: publisher.rootKeys, feedKeys: [publisher.feedKey], signers }
    for (const version of [1, 3])
      expect(await acceptNextRoot(crypto, old.root, await makeRoot({ ...parts, version }))).toEqual({
        ok: false,
        error: expect.stringMatching(/number 2 has to come/),
      })
    const mine = await Promise.all([makeKey(), makeKey(), makeKey()])
    const unsigned = await makeRoot({ ...parts, rootKeys: mine, version: 2 })
    expect(await acceptNextRoot(crypto, old.root, unsigned)).toEqual({
      ok: false,
      error: expect.stringMatching(/of its own keys/),
    })
    const rotated = await makeRoot({ ...parts, rootKeys: mine, version: 2, signers: [...signers, ...mine] })
    expect((await acceptNextRoot(crypto, old.root, rotated)).ok).toBe(true)
  })

  test('a head for newer programs, one from the future, and one that would never run out', async () => {
    const newer = await publisher.publish(START + 2 * DAY, { sequence: 10, minClient: '0.10.0' })
    await refused(newer.signed, /update the program/)
    const { signed } = await publisher.publish(START + 9 * DAY, { sequence: 11 })
    await refused(signed, /future/)
    const read: unknown = JSON.parse(new TextDecoder().decode(signed.bytes))
    if (typeof read !== 'object' || read === null) throw new Error('no head')
    const endless = new TextEncoder().encode(JSON.stringify({ ...read, expires: START + 4000 * DAY }))
    await refused(await signWith('feed', endless, [publisher.feedKey]), /lives too long/)
  })
})
