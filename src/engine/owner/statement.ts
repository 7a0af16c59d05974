import * as v from 'valibot'
import { type Result, refuse } from '../feed/result.ts'
import {
  countSigners,
  type FeedCrypto,
  parseAscii,
  parseVerified,
  type Signed,
  signaturesSchema,
  toAscii,
} from '../feed/signed.ts'
import { LAST_TIME } from '../last-time.ts'
import { decodeCore, encodeCore } from '../signature/codec/core.ts'
import { HOST_BOUND } from '../signature/codec/local.ts'
import type { CoreSignature } from '../signature/core-signature.ts'
import { fromBase64, toBase64 } from '../signature/transfer/base64.ts'
import { type Handover, handoversSchema, keyInForce } from './handover.ts'

/** Where an owner's statement stands on the site. */
export const STATEMENT_PATH = '/.well-known/masthead.json'
/** Bytes of it that are ever read. */
export const STATEMENT_BOUND = 131_072

export const MOST_HOSTS = 16
export const MOST_CHANGES = 8
export const LONGEST_NOTE = 200

/** What the owner of a domain says of its pages. Times are milliseconds since the epoch. */
export interface OwnerStatement {
  domain: string
  /** Never goes down: an old statement cannot be put in the place of a newer one. */
  sequence: number
  issued: number
  expires: number
  signatures: CoreSignature[]
  changes: ExpectedChange[]
}

/** From then until then the pages may look otherwise. */
export interface ExpectedChange {
  from: number
  until: number
  note: string
  /** What they will look like, where the owner knows; the old looks stay good meanwhile. */
  signatures: CoreSignature[]
}

const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_TIME))
const core = v.pipe(
  v.string(),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const bytes = fromBase64(value)
    const decoded = bytes === null ? refuse('it is no base64') : decodeCore(bytes)
    if (decoded.ok) return decoded.value
    addIssue({ message: decoded.error })
    return NEVER
  }),
)
const cores = v.pipe(v.array(core), v.maxLength(MOST_HOSTS))

const statementSchema = v.pipe(
  v.strictObject({
    format: v.literal('masthead-owner'),
    domain: v.pipe(v.string(), v.minLength(1), v.maxLength(HOST_BOUND)),
    sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    issued: time,
    expires: time,
    signatures: cores,
    changes: v.pipe(
      v.array(
        v.strictObject({
          from: time,
          until: time,
          note: v.pipe(v.string(), v.maxLength(LONGEST_NOTE)),
          signatures: cores,
        }),
      ),
      v.maxLength(MOST_CHANGES),
    ),
  }),
  v.check(({ domain, signatures, changes }) => {
    const all = [...signatures, ...changes.flatMap((change) => change.signatures)]
    return all.every(({ host }) => isUnder(host, domain))
  }, 'a signature is of a host that is not under the domain'),
)

const fileSchema = v.strictObject({
  statement: v.string(),
  signatures: signaturesSchema,
  /** How the key that signed came to speak for one that is known. */
  handovers: v.optional(handoversSchema, []),
})

export const isUnder = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`)

/** The bytes that an owner's key signs, in the context "owner". */
export function statementBytes(statement: OwnerStatement): Uint8Array<ArrayBuffer> {
  const packed = (signatures: readonly CoreSignature[]) => signatures.map((one) => toBase64(encodeCore(one)))
  return toAscii({
    format: 'masthead-owner',
    ...statement,
    signatures: packed(statement.signatures),
    changes: statement.changes.map((change) => ({ ...change, signatures: packed(change.signatures) })),
  })
}

/** The file: what was signed, as it was signed, by whom, and whose place they took. */
export const statementFile = (
  bytes: Uint8Array,
  signatures: readonly { key: string; signature: string }[],
  handovers: readonly Handover[] = [],
): Uint8Array<ArrayBuffer> =>
  toAscii({ statement: toBase64(bytes), signatures, ...(handovers.length === 0 ? {} : { handovers }) })

/** A statement, and the key that speaks for the owner from now on. */
export interface Verified {
  statement: OwnerStatement
  key: string
  handovers: Handover[]
}

/** Who says to have signed a file, before anything of it is believed: what a first use takes as the owner's key. */
export function signerOf(file: Uint8Array): string | null {
  const parsed = v.safeParse(fileSchema, file.length > STATEMENT_BOUND ? null : parseAscii(file))
  return parsed.success ? (parsed.output.signatures[0]?.key ?? null) : null
}

/**
 * The statement of a file that was signed by one of the keys, or by the one it handed over to: once a file shows that,
 * the old key says nothing more. Or one sentence on why it is not believed.
 */
export async function verifyStatement(
  crypto: FeedCrypto,
  file: Uint8Array,
  keys: readonly string[],
): Promise<Result<Verified>> {
  if (file.length > STATEMENT_BOUND) return refuse('The statement is too long; sign it anew.')
  const parsed = v.safeParse(fileSchema, parseAscii(file))
  const bytes = parsed.success ? fromBase64(parsed.output.statement) : null
  if (!parsed.success || bytes === null)
    return refuse('The statement is no file that "masthead sign" wrote; sign it anew.')
  const { signatures, handovers } = parsed.output
  const signed = { bytes, signatures: toAscii(signatures) }
  const key = await signerAmong(crypto, signed, { handovers, keys })
  if (key === null)
    return refuse(
      'The statement is not signed by the key that was asked for; somebody else may have written it.',
    )
  const statement = parseVerified('statement', statementSchema, bytes)
  if (!statement.ok) return statement
  const { format: _, ...value } = statement.value
  return { ok: true, value: { statement: value, key, handovers } }
}

interface Anchors {
  handovers: readonly Handover[]
  keys: readonly string[]
}

async function signerAmong(
  crypto: FeedCrypto,
  signed: Signed,
  { handovers, keys }: Anchors,
): Promise<string | null> {
  for (const known of keys) {
    const key = await keyInForce(crypto, handovers, known)
    if ((await countSigners(crypto, 'owner', signed, [key])) > 0) return key
  }
  return null
}

/** Whether a verified statement may take the place of another; null for yes, or one sentence. */
export function whyNotAfter(before: OwnerStatement, next: OwnerStatement): string | null {
  if (next.sequence > before.sequence) return null
  const isSame = statementBytes(before).join() === statementBytes(next).join()
  if (next.sequence === before.sequence && isSame) return null
  return `The statement has number ${next.sequence} and number ${before.sequence} is known; an old one may have been put back.`
}
