import type { VerdictKind } from '../../src/engine/verdict/verdict.ts'
import { found, HOME, HOSTILE, HOSTILE_VERDICT, usual, verdictOf } from './records.ts'

const MINUTE = 60_000

const check = (at: number, shown: VerdictKind, match: number | null, why: string | null = null) => ({
  at,
  shown,
  match,
  why,
})

/** A page as the background would have written it down. */
const property = (now: number, url: string, over: object = {}) => ({
  url,
  host: new URL(url).hostname,
  addedAt: now - 5_000 * MINUTE,
  every: 60,
  nextAt: now + 40 * MINUTE,
  round: null,
  checks: healthy(now),
  verdict: verdictOf('intact'),
  found: usual(now - 20 * MINUTE),
  usual: usual(now - 20 * MINUTE),
  template: null,
  learnedAt: 0,
  seenAt: url,
  untold: null,
  contacts: null,
  ...over,
})

const MATCHES = [0.97, 0.96, 0.98, 0.95, 0.97, 0.93, 0.94, 0.96, 0.91, 0.94, 0.96, 0.95]

/** Half a day of checks, one of which found the site down. */
const healthy = (now: number) =>
  Array.from({ length: 24 }, (_, hour) => {
    const at = now - (24 - hour) * 60 * MINUTE + 40 * MINUTE
    return hour === 9
      ? check(at, 'unavailable', null, 'no-answer')
      : check(at, 'intact', MATCHES[hour % MATCHES.length] ?? 0.96)
  })

const altered = (now: number) => [
  ...healthy(now).slice(0, -1),
  check(now - 20 * MINUTE, 'defaced', 0.02),
  check(now - 2 * MINUTE, 'defaced', 0.02),
]

const CONTACTS = (now: number) => ({
  at: now - 3_000 * MINUTE,
  contacts: ['mailto:securite@gazette.example', 'https://gazette.example/contact'],
  languages: ['fr'],
  expires: null,
})

const down = (now: number, over: object = {}) => ({
  checks: [...healthy(now).slice(0, -2), check(now - 20 * MINUTE, 'unavailable', null, 'no-answer')],
  verdict: null,
  ...over,
})

/** Pages that somebody answers for, in every state that the dashboard knows. */
export function propertiesAt(now: number) {
  const calm = 'https://www.ouest-france.fr/'
  return {
    well: [property(now, calm), property(now, `${calm}sport`)],
    incident: [
      property(now, HOME, {
        checks: altered(now),
        verdict: verdictOf('defaced'),
        found: found(now),
        contacts: CONTACTS(now),
      }),
      property(now, 'https://www.lefigaro.fr/', { contacts: { ...CONTACTS(now), contacts: [] } }),
      property(now, 'https://www.courier.example/', {
        checks: [],
        verdict: null,
        found: null,
        usual: null,
        seenAt: '',
      }),
    ],
    outage: [
      property(now, calm, down(now)),
      property(now, `${calm}sport`, { ...down(now), round: { visit: 'a'.repeat(32), number: 2 } }),
    ],
    hostile: [
      property(now, `https://www.liberation.fr/${'a'.repeat(3_000)}`, {
        checks: altered(now),
        verdict: HOSTILE_VERDICT,
        found: { ...found(now), title: HOSTILE, says: [HOSTILE], menu: [HOSTILE], language: HOSTILE },
        contacts: { ...CONTACTS(now), contacts: [`mailto:${'a'.repeat(400)}@crew.example`, HOSTILE] },
      }),
    ],
  }
}
