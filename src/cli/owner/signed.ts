import { ownerRecord } from '../../engine/owner/record.ts'
import type { OwnerStatement } from '../../engine/owner/statement.ts'
import { recordText } from './key-record.ts'

/** A statement as it was written. */
interface Written {
  out: string
  statement: OwnerStatement
  /** The public half of the key that signed it. */
  key: string
}

/** What was signed, and what to publish beside it, for people. */
export const signedText = ({ out, statement, key }: Written): string =>
  `${out} is number ${statement.sequence}, of ${statement.signatures.length} hosts, until ${new Date(statement.expires).toISOString()}.\n` +
  `So that others can be sure of the key, publish the text record ${ownerRecord(statement.domain)} with the value "${recordText(key)}".\n`

/** The same as a line of JSON. */
export function signedLine({ out, statement, key }: Written): string {
  const { domain, sequence, issued, expires, signatures } = statement
  return `${JSON.stringify({
    out,
    domain,
    sequence,
    issued: new Date(issued).toISOString(),
    expires: new Date(expires).toISOString(),
    hosts: signatures.map(({ host }) => host),
    key,
    record: { name: ownerRecord(domain), text: recordText(key) },
  })}\n`
}
