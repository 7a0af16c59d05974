import { v5 as uuid } from 'uuid'
import { verdictText } from '../texts.ts'
import { version } from '../version.ts'
import { type Finding, findingOf, isAddress } from './finding.ts'
import { hostOf } from './host-kind.ts'
import type { CheckResult } from './result.ts'
import { uriOfAddress } from './uri.ts'

/** Of what is observed (STIX 2.1, 2.9): the same address has the same identifier, whoever tells of it. */
const OBSERVABLES = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** Of what Masthead says: the same finding at the same moment is the same object. */
const OWN = '3f0d2c51-54c4-5c0b-9a3e-8f0d6f5a7b11'

/** MITRE ATT&CK's technique for what Masthead looks for. */
const TECHNIQUE = {
  name: 'External Defacement',
  id: 'T1491.002',
  url: 'https://attack.mitre.org/techniques/T1491/002/',
}

type StixObject = { type: string; spec_version: '2.1'; id: string } & Record<string, unknown>

/**
 * The findings as one STIX 2.1 bundle (OASIS): of each page what was observed, an incident, and the technique. `at` is
 * when was looked, in milliseconds since the epoch. What is well or could not be checked is no threat and not in it.
 */
export function stixBundle(results: readonly CheckResult[], at: number): string {
  const time = new Date(at).toISOString()
  const findings = results.map(findingOf).filter((found) => found !== null)
  const told = findings.flatMap((found) => tell(found, time))
  const unique = new Map([identity(time), technique(time), ...told].map((object) => [object.id, object]))
  const objects = [...unique.values()]
  const id = `bundle--${uuid(JSON.stringify(objects), OWN)}`
  return `${JSON.stringify({ type: 'bundle', id, objects }, null, 2)}\n`
}

const IDENTITY = `identity--${uuid('masthead', OWN)}`
const PATTERN = `attack-pattern--${uuid(TECHNIQUE.id, OWN)}`

const said = (time: string) => ({ created_by_ref: IDENTITY, created: time, modified: time })

const identity = (time: string): StixObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: IDENTITY,
  created: time,
  modified: time,
  name: `Masthead ${version}`,
  identity_class: 'system',
})

const technique = (time: string): StixObject => ({
  type: 'attack-pattern',
  spec_version: '2.1',
  id: PATTERN,
  ...said(time),
  name: TECHNIQUE.name,
  external_references: [{ source_name: 'mitre-attack', external_id: TECHNIQUE.id, url: TECHNIQUE.url }],
})

function tell({ target, kind, verdict, reasons }: Finding, time: string): StixObject[] {
  const page = observable(target)
  const key = `${target} ${verdict.fingerprint} ${time}`
  const observed: StixObject = {
    type: 'observed-data',
    spec_version: '2.1',
    id: `observed-data--${uuid(key, OWN)}`,
    ...said(time),
    first_observed: time,
    last_observed: time,
    number_observed: 1,
    object_refs: page.map(({ id }) => id),
  }
  const incident: StixObject = {
    type: 'incident',
    spec_version: '2.1',
    id: `incident--${uuid(key, OWN)}`,
    ...said(time),
    name: `${target}: ${verdictText(kind)}`,
    description: reasons.join('\n'),
    labels: [kind],
    confidence: Math.round(100 / (1 + 2 ** -verdict.points)),
    external_references: [{ source_name: 'masthead', external_id: verdict.fingerprint }],
  }
  return [
    ...page,
    observed,
    incident,
    relationship(incident.id, PATTERN, time),
    relationship(observed.id, incident.id, time),
  ]
}

const relationship = (source: string, target: string, time: string): StixObject => ({
  type: 'relationship',
  spec_version: '2.1',
  id: `relationship--${uuid(`${source} ${target}`, OWN)}`,
  ...said(time),
  relationship_type: 'related-to',
  source_ref: source,
  target_ref: target,
})

const HOST_TYPES = { name: 'domain-name', ipv4: 'ipv4-addr', ipv6: 'ipv6-addr' } as const

/** A page as what was observed: its address and host, or the file that it was saved in. */
function observable(target: string): StixObject[] {
  if (!isAddress(target)) return [observed('file', 'name', target)]
  const { host, kind } = hostOf(target)
  return [observed('url', 'value', uriOfAddress(target)), observed(HOST_TYPES[kind], 'value', host)]
}

const observed = (type: string, property: string, value: string): StixObject => ({
  type,
  spec_version: '2.1',
  id: `${type}--${uuid(JSON.stringify({ [property]: value }), OBSERVABLES)}`,
  [property]: value,
})
