import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Learned } from '../../../../src/cli/watch/store.ts'
import { checkPage } from '../../../../src/engine/check.ts'
import { observeHtml } from '../../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../../src/engine/patterns/shipped.ts'
import type { SiteSignature } from '../../../../src/engine/signature/signature.ts'
import { shippedWeights } from '../../../../src/engine/verdict/weights.ts'

const HOME = readFileSync(join(import.meta.dirname, '../../../pages/newsroom-home-day-1/page.html'), 'utf8')

/** What a look at a newspaper's page teaches of a host, by what was known at that version. */
export function learned(host: string, at: number, known: SiteSignature | null, version: number): Learned {
  const observation = observeHtml(HOME, { url: `https://${host}/`, status: 200, at })
  const anew = (site: SiteSignature | null) =>
    checkPage({ observation, site, patterns: shippedPatterns(), weights: shippedWeights, now: at }).site
  const site = anew(known)
  if (site === null) throw new Error('Nothing was learned.')
  return { site, version, anew }
}
