import fc from 'fast-check'
import type { CoreSignature } from '../../../src/engine/signature/core-signature.ts'
import { CORE_BOUND, CORE_VERSION } from '../../../src/engine/signature/core-signature.ts'
import {
  type Family,
  GENERATIONS_BOUND,
  type Generation,
  RANGED_COUNTS,
  ROUTES_BOUND,
  SCRIPTS_LENGTH,
  SIGNATURE_VERSION,
  type SiteSignature,
  STANDINGS,
  TEMPLATES_BOUND,
  type Template,
  VOUCHES,
} from '../../../src/engine/signature/signature.ts'

const time = fc.integer({ min: 0, max: 8.64e15 })
const count = fc.integer({ min: 0, max: 2 ** 40 })
const feature = fc.integer({ min: 0, max: 2 ** 20 - 1 })
const byte = fc.integer({ min: 0, max: 255 })
const bytes = (length: number) =>
  fc.array(byte, { minLength: length, maxLength: length }).map((list) => Uint8Array.from(list))
const host = fc.domain()

const family: fc.Arbitrary<Family> = fc
  .uniqueArray(fc.tuple(feature, fc.integer({ min: 0, max: 31 })), {
    selector: ([token]) => token,
    maxLength: 25,
  })
  .map((pairs) => pairs.sort(([a], [b]) => a - b))
  .map((pairs) => ({
    tokens: Uint32Array.from(pairs, ([token]) => token),
    seen: Uint8Array.from(pairs, ([, seen]) => seen),
  }))

const generation: fc.Arbitrary<Generation> = fc.record({
  firstSeen: time,
  lastSeen: time,
  visits: count,
  versionAt: time,
  families: fc.record({
    structure: family,
    names: family,
    links: family,
    hosts: family,
    contexts: family,
    identity: family,
  }),
  low: bytes(RANGED_COUNTS.length),
  high: bytes(RANGED_COUNTS.length),
  scripts: bytes(SCRIPTS_LENGTH),
  dark: byte,
  familiarity: byte,
})

const template: fc.Arbitrary<Template> = fc.record({
  id: count,
  standing: fc.constantFrom(...STANDINGS),
  vouch: fc.constantFrom(...VOUCHES),
  firstSeen: time,
  lastSeen: time,
  visits: count,
  days: count,
  dayAt: time,
  firstVisit: count,
  lastVisit: count,
  routes: fc.array(feature, { maxLength: ROUTES_BOUND }),
  generations: fc.array(generation, { minLength: 1, maxLength: GENERATIONS_BOUND }),
})

export const arbitrarySite: fc.Arbitrary<SiteSignature> = fc.record({
  version: fc.constant(SIGNATURE_VERSION),
  host,
  firstSeen: time,
  lastSeen: time,
  visits: count,
  latest: count,
  templates: fc.uniqueArray(template, { selector: ({ id }) => id, maxLength: TEMPLATES_BOUND }),
})

const hashes = (bound: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 65_535 }), { maxLength: bound })
    .map((list) => Uint16Array.from(list).sort())

export const arbitraryCore: fc.Arbitrary<CoreSignature> = fc.record({
  version: fc.constant(CORE_VERSION),
  host,
  issued: fc.integer({ min: 0, max: 99_999 }).map((day) => day * 86_400_000),
  templates: fc.array(
    fc.record({
      features: fc.record({
        links: hashes(CORE_BOUND.links),
        names: hashes(CORE_BOUND.names),
        structure: hashes(CORE_BOUND.structure),
      }),
      hasCover: fc.boolean(),
    }),
    { maxLength: TEMPLATES_BOUND },
  ),
})
