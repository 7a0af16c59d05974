import type { SiteSignature } from '../signature.ts'
import { COUNT_BOUND } from './bounds.ts'

/** Ids beyond what is stored give way to the lowest free ones: brought down to the bound, two would become one. */
export function withinBound(site: SiteSignature): SiteSignature {
  const used = new Set(site.templates.map(({ id }) => id))
  const given = new Map<number, number>()
  let free = 1
  for (const id of used) {
    if (id <= COUNT_BOUND) continue
    while (used.has(free)) free++
    given.set(id, free++)
  }
  if (given.size === 0) return site
  const storable = (id: number) => given.get(id) ?? id
  const templates = site.templates.map((one) => ({ ...one, id: storable(one.id) }))
  return { ...site, latest: storable(site.latest), templates }
}
