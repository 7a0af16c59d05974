import { changesAt } from '../../engine/owner/authority.ts'
import { ownerRecord } from '../../engine/owner/record.ts'
import type { OwnerStatement } from '../../engine/owner/statement.ts'
import { plain } from '../texts.ts'
import { recordText } from './key-record.ts'

/** A statement that is to be believed. */
export interface Believed {
  statement: OwnerStatement
  /** The key that speaks for the owner from now on. */
  key: string
  /** The keys that were asked for, or that the name service names. */
  known: readonly string[]
  /** Those that the name service names; null where it was not asked. */
  named: readonly string[] | null
}

/** What a statement says, and by whose word, for people. */
export function believedText({ statement, key, known, named }: Believed, now: number): string {
  const { domain, sequence, issued, expires, signatures, changes } = statement
  const current = changesAt(statement, now)
  return [
    ...(named === null ? [] : [namedText(domain, named, key)]),
    ...(known.includes(key) ? [] : [`The key has handed over to ${key}; pin that one from now on.`]),
    `${plain(domain)}, number ${sequence}: issued ${time(issued)}, expires ${time(expires)}.`,
    ...signatures.map(({ host, templates }) => `  ${host}: ${templates.length} kinds of pages`),
    ...changes.map(
      (change) =>
        `  change ${current.includes(change) ? 'expected now' : 'announced'}: ${time(change.from)} to ${time(change.until)}` +
        `${change.note === '' ? '' : `, ${plain(change.note)}`}`,
    ),
    '',
  ].join('\n')
}

/** The same as what is told in JSON. */
export function believedFields({ statement, key, known, named }: Believed, now: number) {
  const { domain, sequence, issued, expires, signatures, changes } = statement
  const current = changesAt(statement, now)
  return {
    domain,
    sequence,
    issued: time(issued),
    expires: time(expires),
    hosts: signatures.map(({ host, templates }) => ({ host, kinds: templates.length })),
    changes: changes.map((change) => ({
      from: time(change.from),
      until: time(change.until),
      note: change.note,
      isExpectedNow: current.includes(change),
    })),
    key,
    isHandedOver: !known.includes(key),
    named,
  }
}

/** Which key the name service names, and what is to be published where that is no longer the one in force. */
function namedText(domain: string, keys: readonly string[], inForce: string): string {
  const name = plain(ownerRecord(domain))
  return keys.includes(inForce)
    ? `The text record ${name} names the key ${inForce}.`
    : `The text record ${name} names the key before, ${keys.join(', ')}; the owner has to publish "${recordText(inForce)}".`
}

const time = (at: number): string => new Date(at).toISOString()
