import { approve } from './approve.ts'
import { type CoreSignature, coreSignature } from './core-signature.ts'
import type { SiteSignature } from './signature.ts'

/**
 * What is known of a host as somebody says it who answers for the host: that word makes up for the days of visits that a
 * template otherwise has to wait. `now` is in milliseconds since the epoch.
 */
export function believedCore(site: SiteSignature, now: number): CoreSignature {
  const believed = site.templates
    .filter(({ standing }) => standing === 'provisional')
    .reduce((known, { id }) => approve(known, id) ?? known, site)
  return coreSignature(believed, now)
}
