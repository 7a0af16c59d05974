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
/** Strangers that wait in quarantine at once: a flood of them pushes out one another, not what is known. */
const QUARANTINE_BOUND = 3
/** Visits to the site after which a template in quarantine that did not come back is forgotten, and one that is known. */
const FORGOTTEN = { quarantine: 60, settled: 1_000 } as const

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
  const renewed = template.generations.filter((_, at) => at === age).map((one) => renewGeneration(one, sight))
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

/** Room for one more template: a stranger first, then what was not seen for longest. */
export function makeRoom(templates: readonly Template[]): Template[] {
  const unsettled = templates.filter((one) => !isSettled(one))
  const strangers = templates.filter(({ standing }) => standing === 'quarantine')
  if (strangers.length >= QUARANTINE_BOUND) return without(templates, strangers)
  if (templates.length < TEMPLATES_BOUND) return [...templates]
  return without(templates, unsettled.length > 0 ? unsettled : templates)
}

/** Forgets what did not come back, and bounds what is left to what fits into the stored form. */
export function decayed(templates: readonly Template[], visits: number): Template[] {
  const kept = templates.filter(({ standing, lastVisit }) => {
    const patience = standing === 'quarantine' ? FORGOTTEN.quarantine : FORGOTTEN.settled
    return visits - lastVisit <= patience
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
