import type { IncidentView } from '../../messages.ts'
import { cut } from '../../texts.ts'

/**
 * What is told to a newspaper or to others about an incident: the address without query, when, and which signs said
 * so. Of the page's own text it holds the words that were found, and nothing else.
 */
export function reportOf({ url, firstSeen, lastSeen, restoredAt, verdict }: IncidentView): string {
  const { origin, pathname } = new URL(url)
  const report = {
    format: 'masthead-report',
    version: 1,
    address: origin + pathname,
    firstSeen: new Date(firstSeen).toISOString(),
    lastSeen: new Date(lastSeen).toISOString(),
    restoredAt: restoredAt === null ? null : new Date(restoredAt).toISOString(),
    verdict: verdict.kind,
    bits: verdict.points,
    fingerprint: verdict.fingerprint,
    signs: verdict.evidence
      .filter(({ points }) => points > 0)
      .map(({ id, points, reason, source }) => ({
        sign: id,
        bits: Math.round(points * 100) / 100,
        words: reason.params.map(cut),
        list: `${source.list} ${source.version}`,
      })),
  }
  return `${JSON.stringify(report, null, 2)}\n`
}
