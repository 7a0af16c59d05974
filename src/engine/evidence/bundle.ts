import { strToU8, unzipSync, zipSync } from 'fflate'
import * as v from 'valibot'
import { type Result, refuse } from '../feed/result.ts'
import {
  countSigners,
  type FeedCrypto,
  hashOf,
  parseAscii,
  parseVerified,
  signaturesSchema,
  toAscii,
} from '../feed/signed.ts'
import { LAST_TIME } from '../last-time.ts'

/** Bytes of a bundle, and of all that is in it, that are ever read. */
export const BUNDLE_BOUND = 60_000_000
const UNPACKED_BOUND = 120_000_000
const FILES_BOUND = 32

const MANIFEST = 'manifest.json'
const SIGNATURES = 'manifest.sig.json'

/** Archives say when a file was written; what counts is the time in the manifest, so that the same evidence gives the same bytes, in every time zone. */
const written = () => new Date(2020, 0, 1)

const nameSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/))
const manifestSchema = v.strictObject({
  format: v.literal('masthead-evidence'),
  version: v.literal(1),
  /** When was looked, in milliseconds since the epoch. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_TIME)),
  /** The address that was looked at. */
  url: v.pipe(v.string(), v.maxLength(8_192)),
  files: v.pipe(
    v.array(
      v.strictObject({
        name: nameSchema,
        size: v.pipe(v.number(), v.integer(), v.minValue(0)),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      }),
    ),
    v.maxLength(FILES_BOUND),
  ),
})

export type Manifest = v.InferOutput<typeof manifestSchema>

/** What somebody saw at an address, each part a file by its name in small letters. */
export interface Evidence {
  at: number
  url: string
  files: ReadonlyMap<string, Uint8Array>
}

/** The list of a bundle's files with their hashes, as bytes to be signed. */
export async function manifestBytes(
  crypto: Pick<FeedCrypto, 'sha256'>,
  { at, url, files }: Evidence,
): Promise<Uint8Array<ArrayBuffer>> {
  const listed = [...files].sort(([a], [b]) => (a < b ? -1 : 1))
  const described: Manifest['files'] = []
  for (const [name, bytes] of listed)
    described.push({ name, size: bytes.length, sha256: await hashOf(crypto, bytes) })
  return toAscii(
    v.parse(manifestSchema, { format: 'masthead-evidence', version: 1, at, url, files: described }),
  )
}

/** The bundle: a zip of the files, their list, and who signed that. The same input gives the same bytes. */
export function packBundle(
  { files }: Evidence,
  manifest: Uint8Array,
  signatures: v.InferOutput<typeof signaturesSchema>,
): Uint8Array {
  const all = new Map([...files, [MANIFEST, manifest], [SIGNATURES, toAscii(signatures)]])
  const named = [...all].sort(([a], [b]) => (a < b ? -1 : 1))
  return zipSync(Object.fromEntries(named), { level: 9, mtime: written() })
}

export interface OpenedBundle extends Evidence {
  /** Public halves of the keys whose signature is good, in hexadecimal digits; at least one. */
  signers: string[]
}

/** A bundle's files, each as it was when it was signed; or one sentence why nothing of it is to be believed. */
export async function openBundle(crypto: FeedCrypto, bundle: Uint8Array): Promise<Result<OpenedBundle>> {
  const unpacked = unpack(bundle)
  if (!unpacked.ok) return unpacked
  const { [MANIFEST]: manifest, [SIGNATURES]: signatures, ...rest } = unpacked.value
  if (manifest === undefined || signatures === undefined)
    return refuse('The bundle has no manifest, or nobody signed it; ask for another copy.')
  const signers = await signersOf(crypto, manifest, signatures)
  if (signers.length === 0)
    return refuse(
      'The manifest is not signed by the key that it names; somebody changed it after it was made.',
    )
  const parsed = parseVerified('manifest', manifestSchema, manifest)
  if (!parsed.ok) return parsed
  const { at, url, files } = parsed.value
  const listed = new Set(files.map(({ name }) => name))
  const stray = Object.keys(rest).find((name) => !listed.has(name))
  if (stray !== undefined || listed.size !== files.length)
    return refuse(
      `The bundle holds "${stray ?? 'a file twice'}", which the manifest does not; ask for another copy.`,
    )
  for (const { name, size, sha256 } of files) {
    const bytes = rest[name]
    if (bytes === undefined) return refuse(`"${name}" is missing from the bundle; ask for another copy.`)
    if (bytes.length !== size || (await hashOf(crypto, bytes)) !== sha256)
      return refuse(`"${name}" is not as it was signed; somebody changed it after the bundle was made.`)
  }
  return { ok: true, value: { at, url, files: new Map(Object.entries(rest)), signers } }
}

/** Only small archives with few files of plain names are unpacked at all. */
function unpack(bundle: Uint8Array): Result<Record<string, Uint8Array>> {
  if (bundle.length > BUNDLE_BOUND)
    return refuse(`The bundle is larger than ${BUNDLE_BOUND / 1e6} MB; no bundle of ours is.`)
  let size = 0
  let count = 0
  let why = ''
  try {
    const files = unzipSync(bundle, {
      filter: ({ name, originalSize }) => {
        size += originalSize
        count++
        if (!v.is(nameSchema, name)) why = 'it holds a file whose name is not one of ours'
        if (size > UNPACKED_BOUND || count > FILES_BOUND + 2) why = 'there is too much in it'
        return why === ''
      },
    })
    return why === '' ? { ok: true, value: files } : refuse(`The bundle is refused: ${why}.`)
  } catch {
    return refuse('The bundle is no archive, or it is damaged; ask for another copy.')
  }
}

async function signersOf(
  crypto: FeedCrypto,
  manifest: Uint8Array,
  signatures: Uint8Array,
): Promise<string[]> {
  const parsed = v.safeParse(signaturesSchema, parseAscii(signatures))
  if (!parsed.success) return []
  const signers: string[] = []
  for (const one of parsed.output) {
    const signed = { bytes: manifest, signatures: toAscii([one]) }
    if ((await countSigners(crypto, 'evidence', signed, [one.key])) === 1) signers.push(one.key)
  }
  return [...new Set(signers)]
}

/** A value as a file for people and programs: JSON with line breaks, in UTF-8. */
export const jsonFile = (value: unknown): Uint8Array => strToU8(`${JSON.stringify(value, null, 2)}\n`)
