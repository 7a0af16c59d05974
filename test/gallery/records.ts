import type { Portrait } from '../../src/engine/page/portrait.ts'
import type { Verdict, VerdictKind } from '../../src/engine/verdict/verdict.ts'

/** Of the press that is watched from the start; what stands on it here is invented. */
export const HOST = 'www.lemonde.fr'
export const HOME = `https://${HOST}/`
const MINUTE = 60_000

/** What attackers would put wherever a name or a title is shown. */
export const HOSTILE = `"><img src=x onerror=alert(1)><b>bold</b> \u202egnp.exe\u202c \u2066${'long '.repeat(2_000)}`

/** Looks like the tag of a language, and is refused by all that names languages. */
const NO_LANGUAGE = 'fr-fr-fr'

const sign = (id: string, group: Verdict['evidence'][number]['group'], points: number, params: string[]) => ({
  id,
  group,
  points,
  reason: { key: `reason_${id.replaceAll('-', '_')}`, params },
  source:
    group === 'patterns' ? { list: 'en', version: '2026-11-22' } : { list: 'weights', version: '2026-11-23' },
})

const SIGNS = [
  sign('claim', 'patterns', 3.7, ['“Hacked by the Night Crew”']),
  sign('address', 'patterns', 1.5, ['“Admin, your security is a joke”']),
  sign('no-own-links', 'structure', 1.4, ['0']),
  sign('dark-page', 'style', 0.9, []),
  sign('full-text', 'shape', -0.4, []),
]

const REASONS: Record<VerdictKind, Verdict['reasons']> = {
  intact: [{ key: 'reason_intact', params: ['96'] }],
  unfamiliar: [{ key: 'reason_unfamiliar', params: [] }],
  changed: [{ key: 'reason_changed', params: ['31'] }],
  unavailable: [{ key: 'reason_status', params: ['503'] }],
  undetermined: [{ key: 'reason_page_wall', params: [] }],
  suspect: [{ key: 'reason_suspect', params: ['2'] }],
  defaced: [{ key: 'reason_defaced', params: ['4'] }],
}

export function verdictOf(kind: VerdictKind): Verdict {
  const isAlarm = kind === 'suspect' || kind === 'defaced'
  return {
    kind,
    points: isAlarm ? 7.1 : -9.4,
    evidence: isAlarm ? SIGNS : SIGNS.slice(-1),
    reasons: REASONS[kind],
    fingerprint: isAlarm ? 'abcd1234' : '',
  }
}

/** The signs of a page that quotes what attackers would write. */
export const HOSTILE_VERDICT: Verdict = {
  ...verdictOf('suspect'),
  evidence: [
    sign('claim', 'patterns', 3.7, [HOSTILE, HOSTILE]),
    sign('foreign-loud', 'structure', 1, [HOSTILE]),
  ],
}

/** What is watched and known, with names that no part of the extension lets in, as a damaged store may hold them. */
export const HOSTILE_STORES = {
  choices: [{ kind: 'domain', name: HOSTILE, isOn: true }],
  sites: [{ host: HOSTILE, lastSeen: 1, bytes: [] }],
}

const WHAT_BECAME = [
  { outcome: 'waiting', receipt: '', others: 0 },
  { outcome: 'waiting', others: 0 },
  { outcome: 'confirmed', others: 14 },
  { outcome: 'not-confirmed', others: 0 },
  { outcome: 'restored', others: 3 },
  { outcome: 'waiting', receipt: '', others: 0, refused: HOSTILE },
  { outcome: 'waiting', receipt: '', others: 0, refused: HOSTILE, refusal: 'early' },
  { outcome: 'waiting', receipt: '', others: 0, refused: HOSTILE, refusal: 'late' },
  { outcome: 'waiting', receipt: '', others: 0, refused: HOSTILE, refusal: 'unwatched' },
]

/** Reports that were sent, with everything that can become of one. */
export const REPORTS = WHAT_BECAME.map((became, index) => ({
  id: `${index}`.padStart(8, '0').concat('-1111-4111-8111-111111111111'),
  at: Date.UTC(2026, 10, 23, 9, index),
  report: { url: index === 5 ? HOSTILE : HOME, kind: index === 3 ? 'healthy' : 'defaced' },
  token: null,
  receipt: 'a'.repeat(32),
  refused: '',
  ...became,
}))

/** The last visit of a tab, as the background would have written it down. */
export const visitOf = (tab: number, kind: VerdictKind, at: number, number = 0) => ({
  visit: `${number}`.padStart(32, 'f'),
  tab,
  host: HOST,
  url: HOME,
  at,
  // No look at the page that is really there comes after it.
  order: Number.MAX_VALUE,
  looks: [{ number: 1, kind, settled: true }],
  shown: kind,
  verdict: verdictOf(kind),
  isLearned: false,
  // One that goes on: the newspaper's own ends with the next look at its healthy page.
  incident: kind === 'defaced' ? INCIDENTS.bare : null,
})

export const INCIDENTS = {
  ongoing: '11111111-1111-4111-8111-111111111111',
  restored: '22222222-2222-4222-8222-222222222222',
  hostile: '33333333-3333-4333-8333-333333333333',
  bare: '44444444-4444-4444-8444-444444444444',
}

export const usual = (at: number): Portrait & { host: string } => ({
  host: HOST,
  at,
  url: HOME,
  title: 'La Gazette - toute l’actualité',
  menu: ['Politique', 'Monde', 'Économie', 'Culture', 'Sport'],
  says: ['Ce que l’on sait de la réunion du conseil', 'Les élus débattent du budget'],
  links: 190,
  ownLinks: 171,
  images: 42,
  text: 9_318,
  language: 'fr',
  script: 'latin',
  isDark: false,
})

export const found = (at: number): Portrait => ({
  ...usual(at),
  title: 'Hacked by the Night Crew',
  menu: [],
  says: ['Hacked by the Night Crew', 'Admin, your security is a joke'],
  links: 1,
  ownLinks: 0,
  images: 1,
  text: 214,
  language: '',
  isDark: true,
})

/** Everything that stands in the stores while pictures are taken. */
export function recordsAt(now: number) {
  const incident = (id: string, url: string, over: object = {}) => ({
    id,
    host: new URL(url).hostname,
    url,
    firstSeen: now - 40 * MINUTE,
    lastSeen: now - 2 * MINUTE,
    restoredAt: 0,
    verdict: verdictOf('defaced'),
    found: found(now),
    ...over,
  })
  const loud = { ...verdictOf('defaced'), evidence: HOSTILE_VERDICT.evidence }
  return {
    portraits: [usual(now - 90 * MINUTE)],
    incidents: [
      incident(INCIDENTS.ongoing, HOME),
      incident(INCIDENTS.restored, 'https://www.lefigaro.fr/', {
        firstSeen: now - 9_000 * MINUTE,
        lastSeen: now - 8_900 * MINUTE,
        restoredAt: now - 8_000 * MINUTE,
      }),
      incident(INCIDENTS.hostile, `https://www.liberation.fr/${'a'.repeat(3_000)}`, {
        firstSeen: now - 9_600 * MINUTE,
        lastSeen: now - 9_500 * MINUTE,
        verdict: loud,
        found: { ...found(now), title: HOSTILE, says: [HOSTILE], menu: [HOSTILE], language: NO_LANGUAGE },
      }),
      incident(INCIDENTS.bare, 'https://www.la-croix.com/', {
        firstSeen: now - 9_950 * MINUTE,
        lastSeen: now - 9_900 * MINUTE,
        found: undefined,
      }),
    ],
  }
}
