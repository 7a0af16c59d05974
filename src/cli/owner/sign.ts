import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { type Handover, handoverBytes, MOST_HANDOVERS } from '../../engine/owner/handover.ts'
import {
  isUnder,
  LONGEST_NOTE,
  MOST_CHANGES,
  MOST_HOSTS,
  type OwnerStatement,
  STATEMENT_BOUND,
  statementBytes,
  statementFile,
  type Verified,
  verifyStatement,
} from '../../engine/owner/statement.ts'
import { believedCore } from '../../engine/signature/believed-core.ts'
import type { CoreSignature } from '../../engine/signature/core-signature.ts'
import { parseFile } from '../../engine/signature/transfer/file.ts'
import { publicKeyOf, signatureBy } from '../feed/keys.ts'
import { readText, readWhole, replaceWhole } from '../files.ts'
import { signedLine, signedText } from './signed.ts'
import { spanOf } from './span.ts'

const SIGN_HELP = `masthead sign SIGNATURES --key KEY --domain DOMAIN [OPTIONS]

Signs what "masthead learn" proposed, or what a browser exported, as your word on what your pages look like. Publish the
file as https://DOMAIN/.well-known/masthead.json, and sign again before it expires.

  --out FILE          where to write (default: masthead.json); the sequence number goes on from the file that is there
  --days N            expires after so many days (default: 90, at most 3650)
  --sequence N        the sequence number, where the file before it is not there
  --change FROM/UNTIL pages may look otherwise between two times, such as 2027-01-04T06:00Z/2027-01-05; may be repeated
  --next FILE         what they will look like then, as "masthead learn" proposed it on a preview
  --note TEXT         a word on the change for people
  --replaces FILE     the key that signed so far: it hands over to --key, and whoever knows it goes on with the new one.
                      The file says so from then on, so this is needed once
  --json              print one line of JSON

Examples:
  masthead sign signatures.json --key ~/masthead.key --domain example.org --out public/.well-known/masthead.json
  masthead sign signatures.json --key ~/masthead.key --domain example.org --change 2027-01-04/2027-01-06 --next preview.json
  masthead sign signatures.json --key ~/masthead.key --domain example.org --json

Exit status: 0 done, 2 usage, or something cannot be read or signed.
`

const DAY = 86_400_000
/** A statement of more than ten years is a slip of the hand. */
const MOST_DAYS = 3_650
const MOST_NUMBER = 1e9
const crypto = feedCrypto(globalThis.crypto.subtle)

/** Runs the command; gives the exit status. */
export async function signCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      domain: { type: 'string' },
      out: { type: 'string', default: 'masthead.json' },
      days: { type: 'string', default: '90' },
      sequence: { type: 'string' },
      change: { type: 'string', multiple: true, default: [] },
      next: { type: 'string' },
      note: { type: 'string', default: '' },
      replaces: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [file] = positionals
  const { key, domain, out, next } = values
  if (values.help === true || file === undefined || key === undefined || domain === undefined) {
    const stream = values.help === true ? process.stdout : process.stderr
    stream.write(SIGN_HELP)
    return values.help === true ? 0 : 2
  }
  if (next !== undefined && values.change.length === 0)
    throw new Error('--next says what a change leads to; say with --change FROM/UNTIL when that is.')
  if (values.note.length > LONGEST_NOTE)
    throw new Error(`--note takes ${LONGEST_NOTE} letters at most, not ${values.note.length}; shorten it.`)
  if (values.change.length > MOST_CHANGES)
    throw new Error(`--change can be given ${MOST_CHANGES} times at most; leave out what is furthest off.`)
  const days = count('days', values.days, MOST_DAYS)
  const sequence = values.sequence === undefined ? null : count('sequence', values.sequence, MOST_NUMBER)
  const issued = Date.now()
  const changes = values.change.map((span) => spanOf(span, issued))
  const before = await statementBefore(
    out,
    [key, ...(values.replaces === undefined ? [] : [values.replaces])],
    sequence !== null,
  )
  const handovers = [
    ...(before?.handovers ?? []),
    ...(values.replaces === undefined ? [] : [handoverTo(publicKeyOf(key), values.replaces)]),
  ]
  const following = next === undefined ? [] : coresOf(next, domain, issued)
  if (handovers.length > MOST_HANDOVERS)
    throw new Error(
      `${out} leads over ${MOST_HANDOVERS} keys already, which is all that it can hold; leave --replaces out and begin another file.`,
    )
  const statement: OwnerStatement = {
    domain,
    sequence: sequence ?? (before?.statement.sequence ?? 0) + 1,
    issued,
    expires: issued + days * DAY,
    signatures: coresOf(file, domain, issued),
    changes: changes.map((change) => ({ ...change, note: values.note, signatures: following })),
  }
  const bytes = statementBytes(statement)
  const signed = statementFile(bytes, [signatureBy(key, 'owner', bytes)], handovers)
  if (signed.length > STATEMENT_BOUND)
    throw new Error(`The statement would be ${signed.length} bytes long; sign fewer hosts or changes.`)
  const accepted = await verifyStatement(crypto, signed, [publicKeyOf(key)])
  if (!accepted.ok) throw new Error(accepted.error)
  replaceWhole(out, signed)
  const written = { out, statement, key: publicKeyOf(key) }
  process.stdout.write(values.json === true ? signedLine(written) : signedText(written))
  return 0
}

/** What is known of the hosts of a domain, as others may be told. The owner's word makes up for days of visits. */
function coresOf(file: string, domain: string, now: number): CoreSignature[] {
  const sites = parseFile(readText(file, 'name what "masthead learn" wrote'))
  if (!sites.ok) throw new Error(`${file}: ${sites.error}`)
  const old = sites.otherVersion.find((host) => isUnder(host, domain))
  // Left out, the host would be signed away: a statement says all that is known of its domain.
  if (old !== undefined)
    throw new Error(`${file}: the signature of ${old} is of another version; learn it anew.`)
  const own = sites.value.filter(({ host }) => isUnder(host, domain))
  if (own.length === 0) throw new Error(`${file} holds no host of ${domain}; learn it first.`)
  if (own.length > MOST_HOSTS)
    throw new Error(
      `${file} holds ${own.length} hosts of ${domain} and a statement at most ${MOST_HOSTS}; learn fewer.`,
    )
  return own.map((site) => {
    const core = believedCore(site, now)
    if (core.templates.length > 0) return core
    throw new Error(`${file} knows too little of ${site.host}; learn more of its pages.`)
  })
}

/** What stands in the file that is there; one that one's own keys did not sign is not passed over. */
async function statementBefore(
  out: string,
  keyFiles: readonly string[],
  isNumbered: boolean,
): Promise<Verified | null> {
  if (!existsSync(out)) return null
  const before = await verifyStatement(
    crypto,
    readWhole(out, 'name another --out'),
    keyFiles.map(publicKeyOf),
  )
  if (before.ok) return before.value
  if (isNumbered) return null
  throw new Error(`${out} is there: ${before.error} Give --sequence, or another --out.`)
}

/** The old key's word that the new one takes its place. */
function handoverTo(to: string, oldKeyFile: string): Handover {
  const { key, signature } = signatureBy(oldKeyFile, 'handover', handoverBytes(to))
  return { from: key, to, signature }
}

function count(option: string, text: string, most: number): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 1 && number <= most) return number
  throw new Error(`--${option} takes a whole number from 1 to ${most}, not "${text}".`)
}
