import { align } from './align.ts'
import type { Rate } from './clustered.ts'
import type { Alarms, FalseAlarms } from './false-alarms.ts'
import type { Row, Share, Tables } from './tally.ts'

const COLUMNS = [
  'n',
  'red',
  'amber',
  'intact',
  'unfam.',
  'changed',
  'unavail.',
  'undet.',
  'red % [95 %]',
  'flagged % [95 %]',
]

/** The tables as text for people. */
export function formatTables(tables: Tables, pagesPerSecond: number): string {
  return [
    formatTable('Overall', tables.overall),
    formatTable('By kind', tables.kinds),
    formatTable('By language', tables.languages),
    formatFalseAlarms(tables.falseAlarms),
    `Pages per second: ${pagesPerSecond.toFixed(1)}`,
    '',
  ].join('\n\n')
}

const formatTable = (title: string, rows: readonly Row[]): string =>
  align([[title, ...COLUMNS], ...rows.map(formatRow)])

function formatFalseAlarms({ visits, siteDays, sites, red, amber }: FalseAlarms): string {
  const row = (name: string, n: number, of: (alarms: Alarms) => Rate, digits: number) => [
    name,
    String(n),
    formatRate(of(red), digits),
    formatRate(of(amber), digits),
  ]
  return align([
    ['False alarms (95 %, clustered by site)', 'n', 'red', 'amber'],
    row('per 1,000 healthy visits', visits, ({ perThousandVisits }) => perThousandVisits, 2),
    row('per site-day', siteDays, ({ perSiteDay }) => perSiteDay, 5),
    row('sites with any', sites, ({ perSite }) => perSite, 3),
  ])
}

const formatRate = ({ rate, low, high }: Rate, digits: number): string =>
  `${rate.toFixed(digits)} [${low.toFixed(digits)}–${high.toFixed(digits)}]`

function formatRow({ name, n, counts, red, flagged }: Row): string[] {
  const { defaced, suspect, intact, unfamiliar, changed, unavailable, undetermined } = counts
  const numbers = [n, defaced, suspect, intact, unfamiliar, changed, unavailable, undetermined].map(String)
  return [name, ...numbers, formatShare(red), formatShare(flagged)]
}

const formatShare = ({ share, low, high }: Share): string =>
  `${(share * 100).toFixed(1)} [${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}]`
