import { boundFamily } from './family.ts'
import { emptyGeneration, mapFamilies, renewGeneration, retired, type Sight } from './generation.ts'
import { isSettled } from './match.ts'
import {
  ENTRIES_BOUND,
  FAMILY_NAMES,
  GENERATIONS_BOUND,
  ROUTES_BOUND,
  type SiteSignature,
  type Standing,
  TEMPLATES_BOUND,
  type Template,
  type Vouch,
} from './signature.ts'

/** Looks less far apart are of one day. */
const DAY_TIME = 20 * 3_600_000
/**
 * Pages for which nothing of the site speaks that wait in quarantine at once: a flood of them pushes out one another, not
 * what is known, nor the kinds of page of a new design.
 */
const QUARANTINE_BOUND = 3
const DAY = 86_400_000
/**
 * Visits to the site after which a template in quarantine that did not come back is forgotten, and one that is known, and
 * the time that has passed then, too: one page that loads itself again and again is many visits.
 */
const FORGOTTEN = {
  quarantine: { visits: 60, time: 14 * DAY },
  settled: { visits: 1_000, time: 90 * DAY },
} as const

export function emptyTemplate(site: SiteSignature, standing: Standing, vouch: Vouch, now: number): Template {
  return {
    id: site.templates.reduce((most, { id }) => Math.max(most, id), 0) + 1,
    standing,
    vouch,
    firstSeen: now,
    lastSeen: now,
    visits: 0,
    days: 0,
    dayAt: 0,
    firstVisit: site.visits + 1,
    lastVisit: site.visits + 1,
    routes: [],
    generations: [emptyGeneration(now)],
  }
}

/** The template after one more visit, which looked like its generation of that age. */
export function renewTemplate(
  template: Template,
  age: number,
  sight: Sight,
  visit: number,
  route: number,
): Template {
  const { now } = sight
  const isTrusted = template.standing === 'trusted'
  const renewed = template.generations
    .filter((_, at) => at === age)
    .map((one) => renewGeneration(one, sight, isTrusted))
  const rest = template.generations.filter((_, at) => at !== age)
  const isNewDay = template.visits === 0 || Math.abs(now - template.dayAt) >= DAY_TIME
  return {
    ...template,
    firstSeen: Math.min(template.firstSeen, now),
    lastSeen: Math.max(template.lastSeen, now),
    visits: template.visits + 1,
    days: template.days + (isNewDay ? 1 : 0),
    dayAt: isNewDay ? now : template.dayAt,
    lastVisit: visit,
    routes: latest([route, ...template.routes]),
    generations: [...renewed, ...(age === 0 ? rest : rest.map(retired))],
  }
}

/**
 * A new design takes the place of the one that was seen at its addresses until it came, which stays as an older
 * generation. A design that is still seen beside it, or had other addresses too, is another template.
 */
export function succeed(templates: readonly Template[], risen: Template): Template[] {
  const others = templates.filter(({ id }) => id !== risen.id)
  const [before] = others
    .filter((one) => isSettled(one) && one.lastVisit < risen.firstVisit)
    .filter(({ routes }) => isSamePlace(routes, risen.routes))
    .sort((a, b) => b.lastVisit - a.lastVisit)
  if (before === undefined) return [...others, risen]
  const successor: Template = {
    ...risen,
    firstSeen: Math.min(before.firstSeen, risen.firstSeen),
    visits: before.visits + risen.visits,
    firstVisit: before.firstVisit,
    routes: latest([...risen.routes, ...before.routes]),
    generations: [...risen.generations, ...before.generations.map(retired)].slice(0, GENERATIONS_BOUND),
  }
  return others.map((one) => (one === before ? successor : one))
}

function isSamePlace(a: readonly number[], b: readonly number[]): boolean {
  const shared = a.filter((route) => b.includes(route)).length
  return shared * 2 > Math.max(a.length, b.length)
}

/**
 * Room for one more template, for which that much speaks: a stranger goes first, then what is not believed yet, then what is
 * not trusted, and of each what was not seen for longest. Many designs within a few days push out none that is trusted.
 */
export function makeRoom(templates: readonly Template[], vouch: Vouch): Template[] {
  const strangers = templates.filter((one) => one.standing === 'quarantine' && one.vouch === 'nothing')
  if (vouch === 'nothing' && strangers.length >= QUARANTINE_BOUND) return without(templates, strangers)
  if (templates.length < TEMPLATES_BOUND) return [...templates]
  const unsettled = templates.filter((one) => !isSettled(one))
  const untrusted = templates.filter(({ standing }) => standing !== 'trusted')
  const [first = templates] = [strangers, unsettled, untrusted].filter(({ length }) => length > 0)
  return without(templates, first)
}

/** Forgets what did not come back, and bounds what is left to what fits into the stored form. */
export function decayed(templates: readonly Template[], visits: number, now: number): Template[] {
  const kept = templates.filter(({ standing, lastVisit, lastSeen }) => {
    const patience = standing === 'quarantine' ? FORGOTTEN.quarantine : FORGOTTEN.settled
    // A clock that jumped ahead and came back leaves times to come.
    return visits - lastVisit <= patience.visits || Math.abs(now - lastSeen) <= patience.time
  })
  const sizes = kept.flatMap(({ generations }) =>
    generations.flatMap(({ families }) => FAMILY_NAMES.map((name) => families[name].tokens.length)),
  )
  const bound = evenBound(sizes, ENTRIES_BOUND)
  if (bound === null) return kept
  return kept.map((template) => ({
    ...template,
    generations: template.generations.map((one) => ({
      ...one,
      families: mapFamilies((name) => boundFamily(one.families[name], bound)),
    })),
  }))
}

/** The size to which the largest lists must come down for all to fit; null where they fit as they are. */
function evenBound(sizes: readonly number[], whole: number): number | null {
  let left = whole
  const rising = [...sizes].sort((a, b) => a - b)
  for (const [index, size] of rising.entries()) {
    const even = Math.floor(left / (rising.length - index))
    if (size > even) return even
    left -= size
  }
  return null
}

function without(templates: readonly Template[], candidates: readonly Template[]): Template[] {
  const [first] = candidates.toSorted((a, b) => a.lastVisit - b.lastVisit)
  return templates.filter((one) => one !== first)
}

const latest = (routes: readonly number[]): number[] => [...new Set(routes)].slice(0, ROUTES_BOUND)
