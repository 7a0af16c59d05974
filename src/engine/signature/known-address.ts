import { parseAddress } from '../page/address.ts'
import { hashText } from '../page/hash.ts'
import { ADDRESSES_BOUND, type KnownAddress, type SiteSignature, type Template } from './signature.ts'

/** Visits after which it is known what stands at an address. */
const KNOWN_VISITS = 2

const pathHash = (url: string): number => hashText(parseAddress(url)?.path ?? '')

/** The template that was seen at this address each of the last times, or null. */
export function templateAt(site: SiteSignature | null, url: string): Template | null {
  if (site === null) return null
  const path = pathHash(url)
  const known = site.addresses.find((address) => address.path === path)
  if (known === undefined || known.visits < KNOWN_VISITS) return null
  return site.templates.find(({ id }) => id === known.template) ?? null
}

/** The address moves to the front; the one not seen for longest is forgotten. */
export function nextAddresses(
  addresses: readonly KnownAddress[],
  url: string,
  template: number,
): KnownAddress[] {
  const path = pathHash(url)
  const seen = addresses.find((address) => address.path === path)
  const visits = seen?.template === template ? seen.visits + 1 : 1
  const others = addresses.filter((address) => address !== seen)
  return [{ path, template, visits }, ...others].slice(0, ADDRESSES_BOUND)
}
