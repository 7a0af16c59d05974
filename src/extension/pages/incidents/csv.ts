import type { IncidentView } from '../../messages.ts'

const HEAD = [
  'site',
  'host',
  'address',
  'first_seen',
  'last_seen',
  'restored',
  'bits',
  'fingerprint',
  'signs',
]

/** The incidents as a table (RFC 4180), times as ISO 8601. */
export function toCsv(incidents: readonly IncidentView[]): string {
  const rows = incidents.map(({ name, host, url, firstSeen, lastSeen, restoredAt, verdict }) => [
    name,
    host,
    url,
    new Date(firstSeen).toISOString(),
    new Date(lastSeen).toISOString(),
    restoredAt === null ? '' : new Date(restoredAt).toISOString(),
    String(verdict.points),
    verdict.fingerprint,
    verdict.evidence
      .filter(({ points }) => points > 0)
      .map(({ id, reason }) => [id, ...reason.params].join(' '))
      .join('; '),
  ])
  return [HEAD, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

/** Quoted; and what a spreadsheet would take for a formula is made a text, for attackers choose these words. */
function field(value: string): string {
  const isNumber = /^-?[\d.]+$/.test(value)
  const inert = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return `"${inert.replaceAll('"', '""')}"`
}
