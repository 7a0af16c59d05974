import type { FeedContent } from '../../engine/feed/publish.ts'
import { parsePack } from '../../engine/patterns/compile.ts'
import { shippedPacks } from '../../engine/patterns/packs/index.ts'
import { CORE_BOUND, type CoreSignature } from '../../engine/signature/core-signature.ts'
import { CORE_BITS } from '../../engine/signature/published-hash.ts'
import { TEMPLATES_BOUND } from '../../engine/signature/signature.ts'
import { randomOf } from '../attacks/random.ts'

const DAY = 86_400_000
const WORDS =
  'mairie ville ecole college sport radio gazette journal hebdo presse club cave garage hotel auberge boulanger nord sud val mont saint pont bois lac mer ouest'.split(
    ' ',
  )
const ENDINGS = ['fr', 'fr', 'fr', 'com', 'org', 'net', 'eu', 'asso.fr']

/** A feed of a size that a bad week would give: invented hosts, every signature as large as one can be. */
export function fullFeed(counts: { incidents: number; signatures: number; now: number }): FeedContent {
  const { pick, below } = randomOf(`full feed of ${counts.incidents}`)
  const host = (i: number) =>
    `www.${pick(WORDS)}-${pick(WORDS)}${i % 3 === 0 ? i : pick(WORDS)}.${pick(ENDINGS)}`
  const hosts = (count: number) => {
    const found = new Set<string>()
    for (let i = 0; found.size < count; i++) found.add(host(i))
    return [...found]
  }
  const core = (size: number) =>
    Uint16Array.from(new Set(Array.from({ length: size }, () => below(2 ** CORE_BITS)))).sort()
  const signature = (name: string): CoreSignature => ({
    version: 1,
    host: name,
    issued: Math.floor(counts.now / DAY) * DAY,
    templates: Array.from({ length: TEMPLATES_BOUND }, () => ({
      features: {
        links: core(CORE_BOUND.links),
        names: core(CORE_BOUND.names),
        structure: core(CORE_BOUND.structure),
      },
      hasCover: below(10) === 0,
    })),
  })
  return {
    patterns: shippedPacks.map((raw, i) => {
      const pack = parsePack(raw, i)
      return pack.ok ? pack.value : fail(pack.error)
    }),
    signatures: hosts(counts.signatures).map((name) => ({ source: 'feed', signature: signature(name) })),
    incidents: hosts(counts.incidents).map((name) => {
      const firstSeen = counts.now - below(6 * DAY)
      const isRestored = below(10) < 4
      return {
        host: name,
        path: '/',
        state: isRestored ? 'restored' : below(10) < 3 ? 'defaced' : 'suspect',
        firstSeen,
        lastSeen: firstSeen + below(DAY),
        restoredAt: isRestored ? firstSeen + below(2 * DAY) : 0,
        campaign: below(10) < 8 ? `c${below(12)}` : '',
      }
    }),
    suspended: [],
  }
}

/** The same a day later: what one day brings and takes away. */
export function dayLater(
  feed: FeedContent,
  counts: { began: number; ended: number; learned: number },
  now: number,
): FeedContent {
  const more = fullFeed({ incidents: counts.began, signatures: counts.learned, now })
  const goingOn = feed.incidents.filter(({ state }) => state !== 'restored').slice(0, counts.ended)
  const ended = new Set(goingOn)
  return {
    ...feed,
    incidents: [
      ...feed.incidents.map((one) =>
        ended.has(one) ? { ...one, state: 'restored' as const, restoredAt: now } : one,
      ),
      ...more.incidents.map((one) => ({ ...one, host: `new-${one.host}` })),
    ],
    signatures: [...feed.signatures.slice(counts.learned), ...more.signatures],
  }
}

function fail(why: string): never {
  throw new Error(why)
}
