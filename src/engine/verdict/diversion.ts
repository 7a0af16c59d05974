import { parseAddress, roughSite } from '../page/address.ts'
import type { Observation } from '../page/observation.ts'
import { hostOf, identityText } from '../signature/features.ts'
import { SAME_TEMPLATE, type TemplateMatch } from '../signature/match.ts'
import { countOf, rangeOf } from '../signature/ranges.ts'
import type { SiteSignature } from '../signature/signature.ts'
import { isNew } from '../signature/site-designs.ts'
import type { PageKind } from './page-kind.ts'
import { isStrangeHost } from './strange-host.ts'

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
/** Letters of a name by which a site is told from others. */
const NAME = 5

/**
 * Whether a page that looks like the site's own leads its readers to somebody whom the site never named. Nobody is
 * accused by that, but it is no longer the site's doing. Gives where to.
 */
export function diversionOf(
  observation: Observation,
  kind: PageKind,
  site: SiteSignature | null,
  learned: TemplateMatch | null,
): { what: Diversion; to: string } | null {
  if (site === null || learned === null || learned.score < SAME_TEMPLATE) return null
  if (kind !== 'page' && kind !== 'article') return null
  const to = strangerSentTo(observation, site)
  if (to !== '') return { what: 'sent-away', to }
  const { links, picture } = observation.foreign
  if (areLinksTurned(observation, learned)) return { what: 'links-turned', to: links.host }
  return isOnePicture(observation, learned) && isStrangeHost(site, picture.host)
    ? { what: 'one-picture', to: picture.host }
    : null
}

/** Host of somebody else's that the page sends its readers to, if it never did. */
function strangerSentTo(observation: Observation, site: SiteSignature): string {
  const own = roughSite(parseAddress(observation.url)?.host ?? '')
  const { sendsTo, refresh } = observation.identity
  const isOther = (host: string) =>
    host !== '' &&
    roughSite(host) !== own &&
    isNew(site, 'identity', identityText('sends', host)) &&
    isNew(site, 'hosts', host) &&
    !isNamed(roughSite(host), observation)
  return [sendsTo, refresh].map(hostOf).find(isOther) ?? ''
}

/**
 * As many links as ever, hardly one of them the site's own, none of its menu, and most to one stranger. A site that moves
 * to another domain is called there as it always was.
 */
function areLinksTurned(observation: Observation, { containment, generation }: TemplateMatch): boolean {
  const { counts, foreign } = observation
  const { host, times } = foreign.links
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
  const name = plain(site.split('.')[0] ?? '')
  const said = [identity.title, identity.siteName, identity.canonicalHost]
  return name.length >= NAME && said.some((text) => plain(text).includes(name))
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Most images show one picture, and hardly one is left of those that there always were: symbols only come in addition. */
function isOnePicture(
  { foreign: { picture }, counts: { images } }: Observation,
  { generation }: TemplateMatch,
): boolean {
  const left = countOf(rangeOf(generation, 'images').low) * PICTURES.left
  return (
    picture.times >= PICTURES.least &&
    picture.times >= images * PICTURES.share &&
    images - picture.times <= left
  )
}
