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
    `False alarms per 1,000 healthy visits: red ${tables.falseAlarmsPerThousand.red.toFixed(2)}, amber ${tables.falseAlarmsPerThousand.amber.toFixed(2)}`,
    `Pages per second: ${pagesPerSecond.toFixed(1)}`,
    '',
  ].join('\n\n')
}

function formatTable(title: string, rows: readonly Row[]): string {
  const cells = [[title, ...COLUMNS], ...rows.map(formatRow)]
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return cells.map(line).join('\n')
}

function formatRow({ name, n, counts, red, flagged }: Row): string[] {
  const { defaced, suspect, intact, unfamiliar, changed, unavailable, undetermined } = counts
  const numbers = [n, defaced, suspect, intact, unfamiliar, changed, unavailable, undetermined].map(String)
  return [name, ...numbers, formatShare(red), formatShare(flagged)]
}

const formatShare = ({ share, low, high }: Share): string =>
  `${(share * 100).toFixed(1)} [${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}]`
