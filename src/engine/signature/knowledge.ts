import { hashText } from '../page/hash.ts'
import { held } from './core.ts'
import { featureOf } from './features.ts'
import { isSettled, TELLING_CORE } from './match.ts'
import { quantise, rangeOf } from './ranges.ts'
import {
  FAMILY_NAMES,
  type Generation,
  type SiteSignature,
  type Standing,
  type Template,
} from './signature.ts'

export const TEMPLATE_KINDS = ['home', 'article', 'list', 'other'] as const
export type TemplateKind = (typeof TEMPLATE_KINDS)[number]

/** What is known of one host, for people. Times are in milliseconds since the epoch. */
export interface SiteKnowledge {
  host: string
  firstSeen: number
  lastSeen: number
  visits: number
  /** Id of the template of the latest visit that was learned. */
  latest: number
  templates: TemplateKnowledge[]
}

export interface TemplateKnowledge {
  id: number
  /** A guess by address and size; the engine itself does not use it. */
  kind: TemplateKind
  standing: Standing
  /** Whether pages are held against it already. */
  isSettled: boolean
  /** Whether it is too much like any site's to tell this one by. */
  isGeneric: boolean
  visits: number
  days: number
  firstSeen: number
  lastSeen: number
  /** Addresses it was seen at, of those that are remembered. */
  addresses: number
  /** The design in use, then those before it. */
  generations: { firstSeen: number; lastSeen: number; visits: number; features: number }[]
}

export function knowledgeOf(site: SiteSignature): SiteKnowledge {
  const { host, firstSeen, lastSeen, visits, latest, templates } = site
  return {
    host,
    firstSeen,
    lastSeen,
    visits,
    latest,
    templates: templates.map(templateKnowledge).sort((a, b) => b.visits - a.visits),
  }
}

function templateKnowledge(template: Template): TemplateKnowledge {
  const { id, standing, visits, days, firstSeen, lastSeen, routes, generations } = template
  return {
    id,
    kind: kindOf(template),
    standing,
    isSettled: isSettled(template),
    isGeneric: generations.every((one) => held(one, NO_PAGE).own < TELLING_CORE),
    visits,
    days,
    firstSeen,
    lastSeen,
    addresses: routes.length,
    generations: generations.map((one) => ({
      firstSeen: one.firstSeen,
      lastSeen: one.lastSeen,
      visits: one.visits,
      features: FAMILY_NAMES.reduce((sum, name) => sum + one.families[name].tokens.length, 0),
    })),
  }
}

const HOME = featureOf(hashText('/'))
/** A page of so many paragraphs at least is read; one of so many links is gone on from. */
const ARTICLE_PARAGRAPHS = quantise(6)
const LIST_LINKS = quantise(40)

function kindOf({ routes, generations: [current] }: Template): TemplateKind {
  if (routes.includes(HOME)) return 'home'
  if (current === undefined) return 'other'
  return kindBySize(current)
}

function kindBySize(generation: Generation): TemplateKind {
  if (rangeOf(generation, 'paragraphs').low >= ARTICLE_PARAGRAPHS) return 'article'
  return rangeOf(generation, 'ownLinks').low >= LIST_LINKS ? 'list' : 'other'
}

const NOTHING = new Uint32Array(0)
const NO_PAGE = {
  structure: NOTHING,
  names: NOTHING,
  links: NOTHING,
  hosts: NOTHING,
  contexts: NOTHING,
  identity: NOTHING,
}
