import {
  CORE_BOUND,
  CORE_FAMILIES,
  CORE_VERSION,
  type CoreFamily,
  type CoreSignature,
  type CoreTemplate,
  ownFeatures,
} from './core-signature.ts'
import { TELLING_CORE } from './match.ts'
import { TEMPLATES_BOUND } from './signature.ts'

/** Readers, networks and days that have to agree before what they learned is told to others. */
export const AGREEMENT = { readers: 5, networks: 3, days: 2 } as const

/** What one reader learned of a host, and where and when it came from. */
export interface CoreVote {
  /** Two votes of one reader have the same; the later one counts. */
  reader: string
  network: string
  /** Whole days since the epoch. */
  day: number
  core: CoreSignature
}

/** Share of its features that a template has to have in common with others to be the same kind of page. */
const SAME_KIND = 0.5
/** Share of a host's readers that have to know a kind of page: next to many, a few are somebody's attempt. */
const KNOWN_BY = 0.25
/** Share of those who know a kind of page that a feature of it must have been learned by. */
const USUAL = 0.5
const DAY = 86_400_000

/** Templates of different readers that are the same kind of page. */
interface Kind {
  members: { vote: CoreVote; template: CoreTemplate }[]
  /** How many of them hold each feature. */
  holders: Map<number, number>
}

/**
 * What enough readers learned alike of a host, feature by feature: no two of them saw the same pages, so what they
 * learned is never the same as a whole, and what only few of them saw is nobody's business. Null where nothing is left
 * to know a page by. The order of the votes does not matter; `now` is in milliseconds since the epoch.
 */
export function agreeOnCore(host: string, votes: readonly CoreVote[], now: number): CoreSignature | null {
  const latest = latestOf(host, votes)
  const templates = kindsOf(latest)
    .filter(({ members }) => members.length >= latest.length * KNOWN_BY)
    .sort((a, b) => b.members.length - a.members.length)
    .flatMap((kind) => agreedTemplate(kind) ?? [])
    .slice(0, TEMPLATES_BOUND)
  const issued = Math.floor(now / DAY) * DAY
  return templates.length === 0 ? null : { version: CORE_VERSION, host, issued, templates }
}

/** One vote a reader, always in the same order. */
function latestOf(host: string, votes: readonly CoreVote[]): CoreVote[] {
  const latest = new Map<string, CoreVote>()
  for (const vote of votes) {
    if (vote.core.host !== host) continue
    const other = latest.get(vote.reader)
    if (other === undefined || other.day < vote.day) latest.set(vote.reader, vote)
  }
  return [...latest.values()].sort((a, b) => (a.reader < b.reader ? -1 : 1))
}

function kindsOf(votes: readonly CoreVote[]): Kind[] {
  const kinds: Kind[] = []
  for (const vote of votes) {
    // Pages of one reader's are different kinds, however much they have in common.
    const taken = new Set<Kind>()
    for (const template of vote.core.templates) {
      const features = featuresOf(template)
      if (features.length === 0) continue
      const kind = nearest(kinds, features, taken) ?? begin(kinds)
      taken.add(kind)
      kind.members.push({ vote, template })
      for (const feature of features) kind.holders.set(feature, (kind.holders.get(feature) ?? 0) + 1)
    }
  }
  return kinds
}

function begin(kinds: Kind[]): Kind {
  const kind = { members: [], holders: new Map() }
  kinds.push(kind)
  return kind
}

function nearest(kinds: readonly Kind[], features: readonly number[], taken: ReadonlySet<Kind>): Kind | null {
  let best: Kind | null = null
  let most = SAME_KIND
  for (const kind of kinds) {
    if (taken.has(kind)) continue
    const common = features.reduce((sum, feature) => sum + (kind.holders.get(feature) ?? 0), 0)
    const share = common / (kind.members.length * features.length)
    if (share >= most) {
      best = kind
      most = share
    }
  }
  return best
}

function agreedTemplate({ members, holders }: Kind): CoreTemplate | null {
  if (!isEnough(members.map(({ vote }) => vote))) return null
  const usual = members.length * USUAL
  const agreed = (name: CoreFamily): Uint16Array => {
    const candidates = new Set(members.flatMap(({ template }) => Array.from(template.features[name])))
    const held = (token: number) => holders.get(featureOf(name, token)) ?? 0
    const found = Array.from(candidates)
      .filter((token) => held(token) > usual)
      .filter((token) =>
        isEnough(
          members.filter(({ template }) => template.features[name].includes(token)).map(({ vote }) => vote),
        ),
      )
      .sort((a, b) => held(b) - held(a) || a - b)
    return Uint16Array.from(found.slice(0, CORE_BOUND[name])).sort()
  }
  const features = { links: agreed('links'), names: agreed('names'), structure: agreed('structure') }
  // What other sites have as well would know strangers' pages for this site's.
  if (ownFeatures(features) < TELLING_CORE) return null
  return { features, hasCover: members.filter(({ template }) => template.hasCover).length > usual }
}

/** Whether readers are enough, of enough networks and over enough days; each of them is there once. */
const isEnough = (votes: readonly CoreVote[]): boolean =>
  votes.length >= AGREEMENT.readers &&
  new Set(votes.map(({ network }) => network)).size >= AGREEMENT.networks &&
  new Set(votes.map(({ day }) => day)).size >= AGREEMENT.days

/** A feature of any family as one number. */
const featureOf = (name: CoreFamily, token: number): number => CORE_FAMILIES.indexOf(name) * 65_536 + token

const featuresOf = ({ features }: CoreTemplate): number[] =>
  CORE_FAMILIES.flatMap((name) => Array.from(features[name], (token) => featureOf(name, token)))
