import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCore, encodeCore } from '../../../../src/engine/signature/codec/core.ts'
import { decodeSite, encodeSite } from '../../../../src/engine/signature/codec/local.ts'
import { CORE_BOUND, type CoreSignature } from '../../../../src/engine/signature/core-signature.ts'
import type { Template } from '../../../../src/engine/signature/signature.ts'
import { decayed } from '../../../../src/engine/signature/templates.ts'
import { arbitraryCore, arbitrarySite } from '../arbitrary-site.ts'
import { fullSite, noise } from '../full-site.ts'

const LOCAL_BYTES = 24 * 1_024
const CORE_BYTES = 2 * 1_024

describe('what was learned of a site', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(arbitrarySite, (site) => {
        expect(decodeSite(encodeSite(site))).toEqual({ ok: true, value: site })
      }),
      { numRuns: 60 },
    )
  })

  it('is written so that it can be read, however far its clock and its counts have gone', () => {
    const time = fc.double({ noNaN: true })
    const count = fc.integer({ min: 2 ** 40 - 2, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(arbitrarySite, time, count, (site, now, far) => {
        const templates = site.templates.map((one, at) => ({
          ...one,
          ...{ id: far - at, visits: far, days: far, firstVisit: far, lastVisit: far },
          ...{ firstSeen: now, lastSeen: now, dayAt: now },
          generations: one.generations.map((old) => ({ ...old, visits: far, lastSeen: now, versionAt: now })),
        }))
        const bytes = encodeSite({ ...site, lastSeen: now, visits: far, latest: far, templates })
        const read = decodeSite(bytes)
        expect(read).toMatchObject({ ok: true, value: { host: site.host } })
        const ids = read.ok ? read.value.templates.map(({ id }) => id) : []
        expect(ids).toHaveLength(templates.length)
        if (read.ok && ids.length > 0) expect(ids[0]).toBe(read.value.latest)
      }),
      { numRuns: 60 },
    )
  })

  it('takes at most 24 KB, all templates full of features that no two of them share', () => {
    const site = fullSite(400)
    const bounded = { ...site, templates: decayed(site.templates, site.visits, site.lastSeen) }
    const bytes = encodeSite(bounded)
    expect(bytes.length).toBeLessThanOrEqual(LOCAL_BYTES)
    expect(bytes.length).toBeGreaterThan(LOCAL_BYTES * 0.7)
    expect(decodeSite(bytes)).toEqual({ ok: true, value: bounded })
  })
})

describe('what no browser can have learned', () => {
  const site = fullSite(3)
  const [first, ...rest] = site.templates
  const whole = encodeSite(site)
  const templates = (change: Partial<Template>) =>
    encodeSite({ ...site, templates: first === undefined ? [] : [{ ...first, ...change }, ...rest] })
  /** Where the site's own times stand: behind its header, and its name of 253 letters. */
  const TIMES = 12 + 2 + 253
  const at = (time: number) => {
    const payload = whole.slice(12)
    new DataView(payload.buffer).setFloat64(TIMES - 12, time)
    return resealed(whole, payload)
  }

  it.each([
    { what: 'a time after all dates', bytes: at(1e300) },
    { what: 'a time just after the last date', bytes: at(8.64e15 + 2) },
    { what: 'a time before the epoch', bytes: at(-1) },
    { what: 'no time', bytes: at(Number.NaN) },
    { what: 'two templates of one id', bytes: templates({ id: 1 }) },
    { what: 'a template without a design', bytes: templates({ generations: [] }) },
  ])('is refused in one sentence: $what', ({ bytes }) => {
    expect(decodeSite(bytes)).toEqual({
      ok: false,
      error: 'The local signature holds what no signature can; learn the site anew.',
    })
  })

  it('is told from what one can, which is taken from the same place', () => {
    expect(decodeSite(at(8.64e15))).toMatchObject({ ok: true, value: { firstSeen: 8.64e15 } })
  })
})

describe('what others are told of a site', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(arbitraryCore, (core) => {
        expect(decodeCore(encodeCore(core))).toEqual({ ok: true, value: core })
      }),
      { numRuns: 60 },
    )
  })

  it('takes at most 2 KB, all templates full and under the longest of names', () => {
    const random = noise(7)
    const hashes = (length: number) => {
      const list = new Set<number>()
      while (list.size < length) list.add(random() >>> 16)
      return Uint16Array.from(list).sort()
    }
    const core: CoreSignature = {
      version: 1,
      host: 'a'.repeat(253),
      issued: 20_000 * 86_400_000,
      templates: Array.from({ length: 12 }, () => ({
        features: {
          links: hashes(CORE_BOUND.links),
          names: hashes(CORE_BOUND.names),
          structure: hashes(CORE_BOUND.structure),
        },
        hasCover: false,
      })),
    }
    expect(encodeCore(core).length).toBeLessThanOrEqual(CORE_BYTES)
  })
})

describe.each([
  { form: 'local', whole: encodeSite(fullSite(10)), decode: decodeSite },
  {
    form: 'core',
    whole: encodeCore({ version: 1, host: 'a.example', issued: 0, templates: [] }),
    decode: decodeCore,
  },
])('damaged bytes of the $form form', ({ whole, decode }) => {
  const changed = (at: number) => {
    const bytes = whole.slice()
    bytes[at] = (bytes[at] ?? 0) ^ 0x40
    return bytes
  }

  it.each([
    { damage: 'nothing at all', bytes: new Uint8Array(0), says: /cut short/ },
    { damage: 'another file', bytes: changed(0), says: /something else/ },
    { damage: 'another form', bytes: changed(2), says: /another form/ },
    { damage: 'another version', bytes: changed(3), says: /is of version \d+/ },
    { damage: 'another length', bytes: changed(7), says: /where its header says/ },
    { damage: 'a cut', bytes: whole.slice(0, -1), says: /where its header says/ },
    { damage: 'another checksum', bytes: changed(8), says: /checksum/ },
    { damage: 'another payload', bytes: changed(whole.length - 1), says: /checksum/ },
  ])('are refused in one sentence: $damage', ({ bytes, says }) => {
    const result = decode(bytes)
    expect(result).toMatchObject({ ok: false, error: expect.stringMatching(says) })
    expect(result.ok ? '' : result.error).toMatch(/^The (local|core) signature [^.]*\.$/)
  })

  it('whatever they are, give a signature or a sentence and never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (payload) => {
        const bytes = resealed(whole, payload)
        expect(decode(bytes).ok).toBeTypeOf('boolean')
      }),
    )
  })
})

/** A payload that somebody made up, under a header that fits it. */
function resealed(whole: Uint8Array, payload: Uint8Array): Uint8Array {
  let hash = 0x811c9dc5
  for (const byte of payload) hash = Math.imul(hash ^ byte, 0x01000193)
  const bytes = new Uint8Array(12 + payload.length)
  bytes.set(whole.subarray(0, 4))
  const header = new DataView(bytes.buffer)
  header.setUint32(4, payload.length)
  header.setUint32(8, hash >>> 0)
  bytes.set(payload, 12)
  return bytes
}
