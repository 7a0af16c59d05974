import { v5 as uuid } from 'uuid'
import { plain } from '../texts.ts'
import { type Finding, findingOf, isAddress } from './finding.ts'
import { hostOf } from './host-kind.ts'
import type { CheckResult } from './result.ts'
import { uriOfAddress } from './uri.ts'

/** Of what Masthead says: the same finding at the same moment has the same identifiers. */
const OWN = '0a1f7b1e-6f7c-5a52-8a53-2f8a0c6b9d34'

/** Only the organisation that takes the event in; whoever shares it further decides that there. */
const OWN_ORGANISATION = '0'

const TAGS = [
  'tlp:amber',
  'ecsirt:intrusions="defacement"',
  'misp-galaxy:mitre-attack-pattern="External Defacement - T1491.002"',
]

/**
 * The findings as one event in MISP's core format (draft-dulaunoy-misp-core-format). `at` is when was looked, in
 * milliseconds since the epoch. Nothing in it is meant for blocking: the address is a victim's.
 */
export function mispEvent(results: readonly CheckResult[], at: number): string {
  const findings = results.map(findingOf).filter((found) => found !== null)
  const timestamp = String(Math.floor(at / 1000))
  const event = {
    uuid: uuid(`event ${timestamp} ${findings.map(keyOf).join(' ')}`, OWN),
    info: `Masthead: ${findings.length} altered of ${results.length} pages`,
    date: new Date(at).toISOString().slice(0, 10),
    timestamp,
    published: false,
    // High, medium or low, as the worst that was found; and the analysis has only begun.
    threat_level_id: threatLevel(findings),
    analysis: '0',
    distribution: OWN_ORGANISATION,
    Attribute: findings.flatMap((found) => attributes(found, timestamp)),
    Tag: TAGS.map((name) => ({ name })),
  }
  return `${JSON.stringify({ Event: event }, null, 2)}\n`
}

const keyOf = ({ target, verdict }: Finding): string => `${target} ${verdict.fingerprint}`

function threatLevel(findings: readonly Finding[]): '1' | '2' | '3' {
  if (findings.some(({ kind }) => kind === 'defaced')) return '1'
  return findings.length > 0 ? '2' : '3'
}

function attributes(found: Finding, timestamp: string) {
  const { target, kind, verdict, reasons } = found
  const attribute = (category: string, type: string, value: string, comment: string) => ({
    uuid: uuid(`${keyOf(found)} ${timestamp} ${type} ${value}`, OWN),
    category,
    type,
    value,
    comment,
    to_ids: false,
    timestamp,
    distribution: OWN_ORGANISATION,
  })
  const shown = plain(target)
  const where = isAddress(target) ? hostOf(target) : null
  const page =
    where === null
      ? [attribute('External analysis', 'filename', shown, `The altered page (${kind})`)]
      : [
          attribute('External analysis', 'url', uriOfAddress(target), `The altered page (${kind})`),
          attribute('External analysis', where.kind === 'name' ? 'hostname' : 'ip-dst', where.host, shown),
        ]
  return [
    ...page,
    ...reasons.map((reason) => attribute('External analysis', 'text', reason, shown)),
    attribute(
      'Internal reference',
      'text',
      verdict.fingerprint,
      `Masthead's mark of what was found: ${shown}`,
    ),
  ]
}
