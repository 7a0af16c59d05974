import { getDomain } from 'tldts'
import { groupBy } from '../group-by.ts'
import { type Cluster, clusteredRate, type Rate } from './clustered.ts'
import type { Outcome } from './replay.ts'

/** False alarms of one colour; intervals are of 95 % and clustered by site. */
export interface Alarms {
  visits: number
  /** Alarms in a thousand healthy visits. */
  perThousandVisits: Rate
  /** Share of site-days with an alarm: a reader is warned once of one thing, however often the page is opened. */
  perSiteDay: Rate
  /** Share of sites with any alarm. */
  perSite: Rate
}

export interface FalseAlarms {
  /** Healthy visits, days (UTC) of a site with at least one, and registrable domains. */
  visits: number
  siteDays: number
  sites: number
  red: Alarms
  amber: Alarms
}

interface HealthyVisit {
  site: string
  day: string
  kind: string
}

/** Counts the alarms on healthy visits. */
export function falseAlarms(outcomes: readonly Outcome[]): FalseAlarms {
  const visits = outcomes.flatMap((outcome): HealthyVisit[] => {
    if (!('verdict' in outcome) || outcome.visit.label !== 'clean') return []
    const { url, time } = outcome.visit
    const day = new Date(time).toISOString().slice(0, 10)
    return [{ site: getDomain(url) ?? new URL(url).hostname, day, kind: outcome.verdict.kind }]
  })
  const sites = [...groupBy(visits, ({ site }) => site).values()]
  return {
    visits: visits.length,
    siteDays: sites.reduce((sum, site) => sum + daysOf(site).length, 0),
    sites: sites.length,
    red: alarmsOf(sites, 'defaced'),
    amber: alarmsOf(sites, 'suspect'),
  }
}

function alarmsOf(sites: readonly HealthyVisit[][], kind: string): Alarms {
  const hits = (site: readonly HealthyVisit[]) => site.filter((visit) => visit.kind === kind).length
  const byVisit = sites.map((site): Cluster => ({ count: hits(site), total: site.length }))
  const byDay = sites.map((site): Cluster => {
    const days = daysOf(site)
    return { count: days.filter((day) => hits(day) > 0).length, total: days.length }
  })
  const bySite = byVisit.map(({ count }): Cluster => ({ count: Math.min(1, count), total: 1 }))
  const { rate, low, high } = clusteredRate(byVisit)
  return {
    visits: byVisit.reduce((sum, { count }) => sum + count, 0),
    perThousandVisits: { rate: rate * 1000, low: low * 1000, high: high * 1000 },
    perSiteDay: clusteredRate(byDay),
    perSite: clusteredRate(bySite),
  }
}

const daysOf = (site: readonly HealthyVisit[]): HealthyVisit[][] => [
  ...groupBy(site, ({ day }) => day).values(),
]
