import { parseAddress } from '../page/address.ts'
import { hashText, mix } from '../page/hash.ts'
import type { Identity, Observation } from '../page/observation.ts'
import type { FamilyName } from './signature.ts'

/**
 * Bits of a feature's hash. A page of a thousand features holds one that it does not have with a chance of 0.1 %,
 * which is nothing where shares of dozens are compared, and a third of what 32 bits take.
 */
export const FEATURE_BITS = 20

/** What a page offers to be recognised by, by family; each sorted and unique. */
export type PageFeatures = Record<FamilyName, Uint32Array>

export const featureOf = (hash: number): number => mix(hash, 0) >>> (32 - FEATURE_BITS)

export function pageFeatures({ tokens, blocks, identity }: Observation): PageFeatures {
  return {
    structure: sorted(tokens.structure),
    names: sorted(tokens.names),
    links: sorted(tokens.links),
    hosts: sorted(tokens.hosts),
    contexts: sorted([...new Set(blocks.map((block) => block.context))]),
    identity: sorted(identityTexts(identity).map((text) => hashText(text))),
  }
}

/** The address a page was seen at, as a feature: digits folded, so that all stories of a section are one. */
export function routeOf({ url }: Observation): number {
  const path = parseAddress(url)?.path ?? '/'
  return featureOf(hashText(path.replace(/\d+/g, '0').replace(/(.)\/+$/, '$1')))
}

/** What the page says of itself, as short texts that tell their kind. */
function identityTexts(identity: Identity): string[] {
  const { title, siteName, canonicalHost, generator, icons, feeds, refresh, sendsTo } = identity
  const named = [
    ['suffix', titleEnd(title)],
    ['prefix', titleStart(title)],
    ['name', siteName],
    ['canonical', canonicalHost],
    ['generator', generator.replace(/[\d.]+/g, '0')],
  ] as const
  const texts = named.filter(([, text]) => text !== '').map(([kind, text]) => identityText(kind, text))
  if (icons > 0) texts.push('icons')
  if (feeds > 0) texts.push('feeds')
  for (const address of [refresh, sendsTo]) {
    const host = hostOf(address)
    if (host !== '') texts.push(identityText('sends', host))
  }
  return texts
}

/** One text of what a page says of itself, told by its kind; `sends` is a host that it sends its readers to. */
export const identityText = (
  kind: 'suffix' | 'prefix' | 'name' | 'canonical' | 'generator' | 'sends',
  text: string,
): string => `${kind}:${text.toLowerCase()}`

/** Host of a whole address, its scheme left out or not; empty for one within the site. */
export const hostOf = (address: string): string =>
  parseAddress(address.startsWith('//') ? `https:${address}` : address)?.host ?? ''

const SEPARATOR = /\s+[-–—|·•:»«/]+\s+|:\s+|\s*\|\s*/

/** `Story - Section | The Paper` ends in its publisher. */
export const titleEnd = (title: string): string => title.split(SEPARATOR).at(-1) ?? ''
/** `The Paper: news of the day` begins with it. */
export const titleStart = (title: string): string => title.split(SEPARATOR)[0] ?? ''

const sorted = (hashes: readonly number[]): Uint32Array => uniqueSorted(Uint32Array.from(hashes, featureOf))

/** The list in order and without repetitions; it is sorted in place. */
export function uniqueSorted(list: Uint32Array): Uint32Array {
  list.sort()
  let kept = 0
  for (let i = 0; i < list.length; i++) if (i === 0 || list[i] !== list[i - 1]) list[kept++] = list[i] ?? 0
  return list.subarray(0, kept)
}
