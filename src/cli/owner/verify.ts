import { parseArgs } from 'node:util'
import { type Result, refuse } from '../../engine/feed/result.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { keysBefore } from '../../engine/owner/handover.ts'
import { ownerRecord } from '../../engine/owner/record.ts'
import {
  isUnder,
  type OwnerStatement,
  STATEMENT_BOUND,
  STATEMENT_PATH,
  signerOf,
  verifyStatement,
  whyNotAfter,
} from '../../engine/owner/statement.ts'
import { bundleFields, bundleText, isBundle, verifyBundle } from '../evidence/verify.ts'
import { tryReading } from '../files.ts'
import { plain } from '../texts.ts'
import { keysInDns, nameServer, recordText } from './key-record.ts'
import { believedFields, believedText } from './verified.ts'

const VERIFY_HELP = `masthead verify FILE|SITE --key PUBLIC-KEY [--dns] [--after FILE] [--json] [--allow-private]
masthead verify FILE|SITE --dns [--name-server ADDRESS] [--after FILE] [--json] [--allow-private]
masthead verify BUNDLE [--key PUBLIC-KEY] [--json]

Verifies an owner's statement: of a file, or of a site, where it stands as /.well-known/masthead.json. Or a bundle of
evidence, as "masthead check --evidence" writes it: that nothing in it was changed since it was signed, and by which key.

  --key HEX        the public half of the key that has to have signed, as "masthead keygen" printed it
  --dns            that key has to stand in the name service, too, as the text record _masthead.DOMAIN; without --key,
                   the key that stands there has to have signed. Who took over the site alone cannot change it
  --name-server IP ask this name server, not the machine's own; with a port as 192.0.2.1:5353 or [2001:db8::1]:5353
  --after FILE     a statement of the same owner seen before: an older one is refused
  --json           print one line of JSON
  --allow-private  fetch from private addresses too

Examples:
  masthead verify public/.well-known/masthead.json --key 3b6a…
  masthead verify https://www.example.org/ --key 3b6a… --after seen.json
  masthead verify https://www.example.org/ --dns
  masthead verify https://www.example.org/ --dns --json
  masthead verify incidents/www.example.org-20270104T060000Z-1a2b3c4d.zip

Exit status: 0 it is to be believed, 1 it is not, or it has expired, 2 usage, 3 it could not be fetched or read, or the
name service not be asked.
`

const crypto = feedCrypto(globalThis.crypto.subtle)

/** Runs the command; gives the exit status. */
export async function verifyCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      after: { type: 'string' },
      dns: { type: 'boolean', default: false },
      'name-server': { type: 'string' },
      json: { type: 'boolean' },
      'allow-private': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const [where] = positionals
  const { key } = values
  if (key !== undefined && !/^[0-9a-f]{64}$/.test(key))
    throw new Error('--key takes the 64 digits that "masthead keygen" printed.')
  if (values['name-server'] !== undefined && !values.dns)
    throw new Error('--name-server says whom --dns asks; give both.')
  const server = values['name-server'] === undefined ? null : givenServer(values['name-server'])
  if (values.help === true || where === undefined) return help(values.help === true)
  const bundle = bundleIn(where)
  if (bundle !== null && values.dns)
    throw new Error('--dns is for the statement of an owner; a bundle is signed by whoever made it.')
  if (bundle === null && key === undefined && !values.dns) return help(false)
  const asked = {
    key: key ?? null,
    dns: values.dns ? { server } : null,
    after: values.after ?? null,
    allowPrivate: values['allow-private'] === true,
  }
  const found = bundle === null ? await statementAt(where, asked) : await bundleFound(bundle, asked.key)
  if ('error' in found) {
    const { error } = found
    if (values.json === true) process.stdout.write(`${JSON.stringify({ isBelieved: false, error })}\n`)
    else process.stderr.write(`${error}\n`)
    return found.status
  }
  const line = { isBelieved: true, ...found.fields, error: null }
  process.stdout.write(values.json === true ? `${JSON.stringify(line)}\n` : found.text)
  return 0
}

function help(isAsked: boolean): number {
  const stream = isAsked ? process.stdout : process.stderr
  stream.write(VERIFY_HELP)
  return isAsked ? 0 : 2
}

/** What is said of something, in words and in JSON; or why it is not to be believed, with the exit status. */
type Found = { text: string; fields: object } | { error: string; status: 1 | 3 }

interface Asked {
  /** Whose signature is asked for; null for whose the name service names. */
  key: string | null
  /** Which name server is asked, null for the machine's own; null where none is. */
  dns: { server: string | null } | null
  /** The file of an earlier statement. */
  after: string | null
  allowPrivate: boolean
}

async function bundleFound(bundle: Uint8Array, key: string | null): Promise<Found> {
  const verified = await verifyBundle(bundle, key)
  if (!verified.ok) return { error: verified.error, status: 1 }
  return { text: bundleText(verified.value, key), fields: bundleFields(verified.value) }
}

async function statementAt(where: string, { key, dns, after, allowPrivate }: Asked): Promise<Found> {
  const before = after === null ? null : tryReading(after, 'name a statement that was seen before')
  if (before?.ok === false) return { error: before.error, status: 3 }
  const read = await readStatement(where, allowPrivate)
  if (!read.ok) return { error: read.error, status: 3 }
  // Without a key to hold it against, the statement says who is asked about in the name service, and no more yet.
  const by = key ?? signerOf(read.value)
  if (by === null) return { error: `${plain(where)} is no statement of an owner.`, status: 1 }
  const verified = await verifyStatement(crypto, read.value, [by])
  if (!verified.ok) return { error: verified.error, status: 1 }
  const { statement, key: inForce, handovers } = verified.value
  const named = dns === null ? null : await namedKeys(statement.domain, inForce, read.value, dns.server)
  if (named !== null && 'error' in named) return named
  const known = [...(key === null ? [] : [key]), ...(named?.keys ?? [])]
  // What was seen before may be of a time when another key spoke, which has handed over since.
  const once = [by, ...known, ...(await keysBefore(crypto, handovers, inForce))]
  const why = await whyNotHere(statement, where, once, before?.value ?? null)
  if (why !== null) return { error: why, status: 1 }
  const believed = { statement, key: inForce, known, named: named?.keys ?? null }
  const now = Date.now()
  return { text: believedText(believed, now), fields: believedFields(believed, now) }
}

function givenServer(given: string): string {
  const server = nameServer(given)
  if (server !== null) return server
  throw new Error(
    `--name-server takes an address such as 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353, not "${given}".`,
  )
}

/** The keys that the name service says are the domain's, where a statement is to be believed by one of them. */
async function namedKeys(
  domain: string,
  signer: string,
  bytes: Uint8Array,
  server: string | null,
): Promise<{ keys: string[] } | { error: string; status: 1 | 3 }> {
  const found = await keysInDns(domain, server)
  if ('error' in found) return { error: found.error, status: 3 }
  const { keys, unreadable } = found
  const name = plain(ownerRecord(domain))
  if (keys.length === 0) {
    const missing =
      unreadable > 0
        ? `The text record ${name} names no key that can be read`
        : `There is no text record ${name} that names a key`
    return { error: `${missing}; it would be "${recordText(signer)}".`, status: 1 }
  }
  if ((await verifyStatement(crypto, bytes, keys)).ok) return { keys }
  const other = `The text record ${name} names another key, ${keys.join(', ')}`
  return { error: `${other}; believe neither until the owner has said which.`, status: 1 }
}

/** The bytes of a bundle; null where there is something else, or nothing. */
function bundleIn(where: string): Uint8Array | null {
  const read = tryReading(where, '')
  return read.ok && isBundle(read.value) ? read.value : null
}

async function readStatement(where: string, allowPrivate: boolean): Promise<Result<Uint8Array>> {
  if (/^https?:/i.test(where) && URL.canParse(where)) {
    const { fetchBytes } = await import('../fetch/fetch-bytes.ts')
    const { limitsOf } = await import('../fetch/limits.ts')
    const url = new URL(STATEMENT_PATH, where).href
    const limits = { ...limitsOf(allowPrivate), bytes: STATEMENT_BOUND, redirects: 0 }
    const answer = await fetchBytes(url, { accept: 'application/json' }, limits)
    if ('error' in answer) return refuse(answer.error)
    if (answer.status === 200) return { ok: true, value: answer.bytes }
    return refuse(`${url} answers ${answer.status}; publish it there.`)
  }
  return tryReading(where, 'name another, or write https:// before the address of a site')
}

/** Why a verified statement is not believed all the same; null where it is. */
async function whyNotHere(
  statement: OwnerStatement,
  where: string,
  /** Any of which may have signed what was seen before. */
  keys: readonly string[],
  before: Uint8Array | null,
): Promise<string | null> {
  if (/^https?:/i.test(where) && !isUnder(new URL(where).hostname, statement.domain))
    return `The statement is of ${plain(statement.domain)}, and this is another site.`
  if (statement.expires <= Date.now())
    return `The statement expired at ${new Date(statement.expires).toISOString()}; sign it anew.`
  if (before === null) return null
  const known = await verifyStatement(crypto, before, keys)
  return known.ok
    ? whyNotAfter(known.value.statement, statement)
    : `The statement seen before: ${known.error}`
}
