import { findPastWaves } from '../../engine/incident/wave.ts'
import type { PublicIncident } from './status.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Days that chart and table tell of, and the waves they name. */
export const DAYS = 7
const WAVES = 3

/** One line of the chart, and one column of the table: all altered sites, or those of a wave. */
export interface Line {
  name: string
  incidents: readonly PublicIncident[]
}

/** What a day was like for each line. */
export interface DayOfWaves {
  /** The day in UTC, as ISO 8601 writes it. */
  day: string
  /** Sites that were altered at its end, or now; and sites that were first seen altered on it. */
  counts: { name: string; altered: number; fresh: number }[]
}

/** All, and the largest campaigns that spread within these days, also those that are over. */
export function linesOf(incidents: readonly PublicIncident[]): Line[] {
  const sightings = incidents.map(({ campaign, host, since }) => ({ campaign, host, at: since }))
  const waves = findPastWaves(sightings).slice(0, WAVES)
  return [
    { name: 'all', incidents },
    ...waves.map((name) => ({ name, incidents: incidents.filter(({ campaign }) => campaign === name) })),
  ]
}

/** How many sites were altered at a time. */
export const alteredAt = (incidents: readonly PublicIncident[], time: number): number =>
  incidents.filter(({ since, restoredAt }) => since <= time && (restoredAt === 0 || restoredAt > time)).length

/** The figures of the chart day by day, the latest first. */
export function daysOfWaves(incidents: readonly PublicIncident[], now: number): DayOfWaves[] {
  const lines = linesOf(incidents)
  const today = Math.floor(now / DAY)
  return Array.from({ length: DAYS + 1 }, (_, i) => {
    const start = (today - i) * DAY
    const end = Math.min(now, start + DAY - 1)
    return {
      day: new Date(start).toISOString().slice(0, 10),
      counts: lines.map(({ name, incidents: some }) => ({
        name,
        altered: alteredAt(some, end),
        fresh: some.filter(({ since }) => since >= start && since <= end).length,
      })),
    }
  })
}
