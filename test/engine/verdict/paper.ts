import { checkPage } from '../../../src/engine/check.ts'
import { observeHtml } from '../../../src/engine/page/html.ts'
import { shippedPatterns } from '../../../src/engine/patterns/shipped.ts'
import type { SiteSignature } from '../../../src/engine/signature/signature.ts'
import { shippedWeights } from '../../../src/engine/verdict/weights.ts'
import { frontPage } from './front-page.ts'

const patterns = shippedPatterns()

/** One look at the address of a paper, some days after the first: the verdict, and what is known of the site then. */
export function look(html: string, site: SiteSignature | null = null, { day = 9, status = 200 } = {}) {
  const now = Date.UTC(2026, 0, 1 + day)
  const observation = observeHtml(html, { url: 'https://www.lemonde.fr/', status, at: now })
  return checkPage({ observation, site, patterns, weights: shippedWeights, now })
}

/** The paper as known after some days of its front page, a visit a day. */
export function learned(page: (day: number) => string = frontPage, days = 4): SiteSignature {
  let site: SiteSignature | null = null
  for (let day = 0; day < days; day++) site = look(page(day), site, { day }).site
  if (site === null) throw new Error('Nothing was learned.')
  return site
}
