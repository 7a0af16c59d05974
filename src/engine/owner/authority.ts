import type { Authority } from '../signature/comparison.ts'
import { CORE_VERSION } from '../signature/core-signature.ts'
import { TEMPLATES_BOUND } from '../signature/signature.ts'
import type { ExpectedChange, OwnerStatement } from './statement.ts'

/** The changes that are expected now. */
export const changesAt = ({ changes }: OwnerStatement, now: number): ExpectedChange[] =>
  changes.filter(({ from, until }) => from <= now && now < until)

/**
 * What a verified statement says of a host now; null where it says nothing: it has expired, is of other hosts, or
 * announces a change without saying what to. Then what was learned decides as it would without an owner.
 */
export function authorityOf(statement: OwnerStatement, host: string, now: number): Authority | null {
  if (now >= statement.expires) return null
  const current = changesAt(statement, now)
  if (current.some(({ signatures }) => signatures.length === 0)) return null
  const known = [...current.flatMap(({ signatures }) => signatures), ...statement.signatures].filter(
    (one) => one.host === host,
  )
  if (known.length === 0) return null
  const templates = known.flatMap((one) => one.templates).slice(0, TEMPLATES_BOUND * 2)
  const issued = Math.max(...known.map((one) => one.issued))
  return { source: 'owner', signature: { version: CORE_VERSION, host, issued, templates } }
}
