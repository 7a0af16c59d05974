import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteReader } from '../../../src/engine/feed/bytes.ts'
import { changeTable } from '../../../src/engine/feed/change-table.ts'
import { applyFeedDiff } from '../../../src/engine/feed/content.ts'
import { decodeDiff, encodeDiff, readChange } from '../../../src/engine/feed/diff.ts'
import { signatureFile } from '../../../src/engine/feed/files.ts'
import { acceptHead } from '../../../src/engine/feed/head.ts'
import { readIncidents } from '../../../src/engine/feed/incidents.ts'
import { readPatterns } from '../../../src/engine/feed/patterns.ts'
import { feedDiff, feedFiles } from '../../../src/engine/feed/publish.ts'
import { findSignature } from '../../../src/engine/feed/signatures.ts'
import { readSuspended } from '../../../src/engine/feed/suspended.ts'
import { decodeTable, encodeTable } from '../../../src/engine/feed/table.ts'
import { parsePack } from '../../../src/engine/patterns/compile.ts'
import { shippedPacks } from '../../../src/engine/patterns/packs/index.ts'
import { crypto } from './keys.ts'
import { DAY, EMPTY, incident, Publisher, START } from './publisher.ts'

const key = fc.stringMatching(/^[!-~]{1,40}$/)
const table = fc
  .dictionary(key, fc.uint8Array({ maxLength: 40 }))
  .map((entries) => new Map(Object.entries(entries)))
const packs = shippedPacks.map((raw, i) => {
  const pack = parsePack(raw, i)
  if (!pack.ok) throw new Error(pack.error)
  return pack.value
})
const signature = {
  version: 1 as const,
  host: 'www.news.example',
  issued: START,
  templates: [
    {
      features: { links: Uint16Array.of(1, 5), names: Uint16Array.of(3), structure: new Uint16Array() },
      hasCover: true,
    },
  ],
}

/** A change of one file as it comes out of a diff. */
function changeOf(put: Map<string, Uint8Array>, removed: readonly string[]) {
  const diff = decodeDiff(encodeDiff(new Map([['file', { put, removed: [...new Set(removed)].sort() }]])))
  const change = diff.ok ? diff.value.get('file') : undefined
  if (change === undefined) throw new Error('A diff that was written can be read.')
  return change
}

function tableOf(files: Map<string, Uint8Array>, name: string) {
  const decoded = decodeTable(files.get(name) ?? new Uint8Array())
  if (!decoded.ok) throw new Error(decoded.error)
  return decoded.value
}

describe('counts', () => {
  test('have one spelling, and an end', () => {
    for (const bytes of [[0x80], [0x80, 0], Array.from({ length: 8 }, () => 0x80), [0xff, 0xff, 0xff]]) {
      const reader = new ByteReader(Uint8Array.from(bytes))
      expect(reader.count(2 ** 53)).toBe(0)
      expect(reader.isBroken).toBe(true)
    }
  })
})

describe('tables', () => {
  test('give their records back, and the same records the same bytes', () => {
    fc.assert(
      fc.property(table, (records) => {
        const bytes = encodeTable(records)
        expect(decodeTable(bytes)).toEqual({
          ok: true,
          value: new Map([...records].sort(([a], [b]) => (a < b ? -1 : 1))),
        })
        expect(encodeTable(new Map([...records].reverse()))).toEqual(bytes)
      }),
    )
  })

  test('read whatever bytes there are without throwing', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.nat(255), (records, place, byte) => {
        const bytes = encodeTable(records)
        bytes[place % bytes.length] = byte
        const read = decodeTable(bytes)
        // What can be read at all has one spelling.
        if (read.ok) expect(encodeTable(read.value)).toEqual(bytes)
      }),
    )
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decodeDiff(bytes)))
  })

  test('are changed as if they were made anew of the records', () => {
    fc.assert(
      fc.property(
        table,
        table,
        fc.array(key),
        fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 40 }))),
        (old, put, away, again) => {
          // Of keys made at random few are there already.
          const known = [...old.keys()]
          const knownAt = (place: number) => known[place % Math.max(1, known.length)] ?? 'none'
          for (const [place, value] of again) put.set(knownAt(place), value)
          const removed = [...away, ...again.map(([place]) => knownAt(place + 1))]
          const next = new Map([...old].filter(([one]) => !removed.includes(one)).concat([...put]))
          const change = changeOf(put, removed)
          expect(readChange(change)).toEqual({
            ok: true,
            value: {
              put: new Map([...put].sort(([a], [b]) => (a < b ? -1 : 1))),
              removed: [...new Set(removed)].sort(),
            },
          })
          expect(changeTable(encodeTable(old), change)).toEqual({
            ok: true,
            value: encodeTable(next),
          })
        },
      ),
    )
  })

  test('are not changed into more than a file may be', () => {
    const put = new Map(['a', 'b', 'c', 'd', 'e'].map((name) => [name, new Uint8Array(2 ** 20)]))
    const old = encodeTable(new Map([['z', new Uint8Array()]]))
    expect(changeTable(old, changeOf(put, []))).toMatchObject({
      ok: false,
      error: expect.stringMatching(/larger than/),
    })
  })

  test('are changed, or refused, whatever bytes they are', () => {
    fc.assert(
      fc.property(table, table, fc.nat(), fc.nat(255), (old, put, place, byte) => {
        const bytes = encodeTable(old)
        bytes[place % bytes.length] = byte
        const change = changeOf(
          put,
          [...old.keys()].filter((_, i) => i % 2 === 0),
        )
        expect(changeTable(bytes, change).ok).toBeTypeOf('boolean')
        expect(changeTable(encodeTable(old).subarray(0, -1), change).ok).toBe(false)
        const spoilt = (part: Uint8Array) => {
          const copy = Uint8Array.from(part)
          if (copy.length > 0) copy[place % copy.length] = byte
          return copy
        }
        const other = { put: spoilt(change.put), removed: spoilt(change.removed) }
        expect(changeTable(encodeTable(old), other).ok).toBeTypeOf('boolean')
      }),
    )
  })
})

describe('the files', () => {
  const content = {
    patterns: packs,
    signatures: [{ source: 'owner' as const, signature }],
    incidents: [
      incident('www.a.example'),
      {
        ...incident('b.example'),
        path: '/x',
        state: 'restored' as const,
        restoredAt: START + DAY,
        campaign: 'c-1',
      },
    ],
    suspended: [{ rule: 'en-hacked-by', reason: 'It hits a newspaper’s own name.', since: START }],
  }
  const files = feedFiles(content)

  test('say what was put into them', () => {
    expect(readPatterns(tableOf(files, 'patterns'))).toMatchObject({
      ok: true,
      value: { length: packs.length },
    })
    expect(readSuspended(tableOf(files, 'suspended'))).toEqual({ ok: true, value: content.suspended })
    const incidents = readIncidents(tableOf(files, 'incidents'))
    expect(incidents.ok && incidents.value.sort((a, b) => (a.host < b.host ? 1 : -1))).toEqual(
      content.incidents,
    )
    const bytes = files.get(signatureFile(signature.host)) ?? new Uint8Array()
    expect(findSignature(bytes, signature.host)).toEqual({ ok: true, value: { source: 'owner', signature } })
    expect(findSignature(bytes, 'other.example')).toEqual({ ok: true, value: null })
  })

  test('are refused where a record is spoilt', () => {
    const spoilt = (name: string) =>
      new Map([...tableOf(files, name)].map(([one]) => [one, Uint8Array.of(9)]))
    for (const result of [
      readIncidents(spoilt('incidents')),
      readPatterns(spoilt('patterns')),
      readSuspended(spoilt('suspended')),
    ])
      expect(result).toEqual({ ok: false, error: expect.stringMatching(/\.$/) })
  })

  test('come out of a diff as they were published', async () => {
    const publisher = await Publisher.start()
    publisher.content = { ...content, incidents: [] }
    const old = await publisher.believed(START)
    publisher.content = { ...content, suspended: [] }
    const next = await publisher.publish(START + 1)
    const state = await acceptHead(publisher.check(old, START + 1), next.signed)
    if (!state.ok || next.diff === null) throw new Error('not taken')
    const [entry] = state.value.head.diffs
    if (entry === undefined) throw new Error('no diff')
    const applied = await applyFeedDiff(crypto, old, state.value.head, entry, next.diff)
    expect(applied).toEqual({ ok: true, value: next.files })
  })

  test('refuse a diff that leaves out what the head says has changed', async () => {
    const publisher = await Publisher.start()
    publisher.content = EMPTY
    const old = await publisher.believed(START)
    publisher.content = content
    const next = await publisher.publish(START + 1)
    const state = await acceptHead(publisher.check(old, START + 1), next.signed)
    if (!state.ok) throw new Error(state.error)
    const empty = encodeDiff(new Map())
    const entry = { size: empty.length, sha256: Buffer.from(await crypto.sha256(empty)).toString('hex') }
    expect(await applyFeedDiff(crypto, old, state.value.head, entry, empty)).toEqual({
      ok: false,
      error: expect.stringMatching(/leaves "patterns"/),
    })
    expect(feedDiff(next.files, next.files)).toEqual(empty)
  })
})
