import type { SiteSignature } from './signature.ts'
import { succeed } from './templates.ts'

/**
 * The site with one of its templates trusted from now on, because somebody who knows the page says so. Null where
 * there is no such template.
 */
export function approve(site: SiteSignature, id: number): SiteSignature | null {
  const template = site.templates.find((one) => one.id === id)
  if (template === undefined) return null
  const trusted = { ...template, standing: 'trusted' as const }
  const templates =
    template.standing === 'quarantine'
      ? succeed(site.templates, trusted)
      : site.templates.map((one) => (one === template ? trusted : one))
  return { ...site, templates }
}
