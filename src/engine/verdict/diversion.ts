import { parseAddress, roughSite } from '../page/address.ts'
import { hashText } from '../page/hash.ts'
import type { Observation } from '../page/observation.ts'
import type { Comparison } from '../signature/comparison.ts'
import { featureOf, refreshText } from '../signature/features.ts'
import { isGeneric } from '../signature/generic.ts'
import { SAME_TEMPLATE, type TemplateMatch } from '../signature/match.ts'
import { countOf, rangeOf } from '../signature/ranges.ts'
import type { FamilyName, Generation } from '../signature/signature.ts'
import type { PageKind } from './page-kind.ts'
import type { Reading } from './reading.ts'
import { isService } from './services.ts'

/** How a page that is the site's own may serve somebody else: by sending readers off, by its links, by its pictures. */
export const DIVERSIONS = ['sent-away', 'links-turned', 'one-picture'] as const
export type Diversion = (typeof DIVERSIONS)[number]

/**
 * Links of its own from which a page is missed when they lead elsewhere, shares of the usual ones, and of those that are
 * there the share which leads to one stranger.
 */
const LINKS = { least: 10, own: 0.1, all: 0.6, stranger: 0.4 }
/** Share of the usual links by which a page still has its menu. */
const MENU = 0.1
/** Images that show the one picture, their share of all, and that of the usual ones which may be left. */
const PICTURES = { least: 5, share: 0.6, left: 0.4 }

/**
 * Whether a page that looks like the site's own leads its readers to somebody whom the site never named. Nobody is
 * accused by that, but it is no longer the site's doing. Gives where to, where that can be told.
 */
export function diversionOf(
  { observation }: Reading,
  kind: PageKind,
  { learned }: Comparison,
): { what: Diversion; to: string } | null {
  if (learned === null || learned.score < SAME_TEMPLATE || (kind !== 'page' && kind !== 'article'))
    return null
  const to = sentTo(observation, learned)
  if (to !== '') return { what: 'sent-away', to }
  const { links, picture } = observation.strangers
  if (areLinksTurned(observation, learned)) return { what: 'links-turned', to: links.host }
  if (!isOnePicture(observation, learned) || !isStranger(picture.host, learned)) return null
  return { what: 'one-picture', to: picture.host }
}

/** Host of somebody else's that the page sends its readers to, if it never did. */
function sentTo({ identity, url }: Observation, learned: TemplateMatch): string {
  const host = parseAddress(identity.refresh)?.host ?? ''
  if (host === '' || roughSite(host) === roughSite(parseAddress(url)?.host ?? '')) return ''
  const isUsual = allOf(learned, 'identity').has(featureOf(hashText(refreshText(identity.refresh))))
  return isUsual || !isStranger(host, learned) ? '' : host
}

/**
 * As many links as ever, hardly one of them the site's own, none of its menu, and most to one stranger. A site that moves
 * to another domain is called there as it always was.
 */
function areLinksTurned(observation: Observation, { containment, generation }: TemplateMatch): boolean {
  const { counts, strangers } = observation
  const { host, times } = strangers.links
  const usual = (name: 'links' | 'ownLinks') => countOf(rangeOf(generation, name).low)
  return (
    usual('ownLinks') >= LINKS.least &&
    counts.ownLinks <= usual('ownLinks') * LINKS.own &&
    counts.links >= usual('links') * LINKS.all &&
    containment.links !== null &&
    containment.links < MENU &&
    times >= counts.links * LINKS.stranger &&
    !isNamed(roughSite(host), observation)
  )
}

/** Whether the page calls itself by the name of a site. */
function isNamed(site: string, { identity }: Observation): boolean {
  const [name = ''] = site.split('.')
  const said = [identity.title, identity.siteName, identity.description, identity.canonicalHost]
  return said.some((text) => plain(text).includes(plain(name)))
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Most images show one picture, and hardly one is left of those that there always were: symbols only come in addition. */
function isOnePicture(
  { strangers: { picture }, counts: { images } }: Observation,
  { generation }: TemplateMatch,
): boolean {
  const left = countOf(rangeOf(generation, 'images').low) * PICTURES.left
  return (
    picture.times >= PICTURES.least &&
    picture.times >= images * PICTURES.share &&
    images - picture.times <= left
  )
}

/** Nothing on this template ever came from there, and nothing on most sites does. */
function isStranger(host: string, learned: TemplateMatch): boolean {
  const token = featureOf(hashText(host))
  return !allOf(learned, 'hosts').has(token) && !isGeneric('hosts', token) && !isService(roughSite(host))
}

const allOf = ({ template }: TemplateMatch, family: FamilyName): ReadonlySet<number> =>
  new Set(template.generations.flatMap(({ families }: Generation) => [...families[family].tokens]))
