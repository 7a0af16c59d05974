import * as v from 'valibot'
import { hashText } from '../../page/hash.ts'
import { isOfOtherVersion } from '../codec/envelope.ts'
import { decodeSite, encodeSite, HOST_BOUND } from '../codec/local.ts'
import { VERSIONS } from '../codec/versions.ts'
import type { SiteSignature } from '../signature.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { type RefusedFile, refuseFile, refusePart, refuseVersion } from './refused-file.ts'

/** Sites that one file holds at most. */
export const FILE_SITES = 2_000
/** Raised whenever files of this kind change their meaning. */
const FILE_VERSION = 1
const FORMAT = 'masthead-signatures'

const fileSchema = v.strictObject({
  format: v.literal(FORMAT),
  version: v.number(),
  /** Of all signatures, in order: FNV-1a, hexadecimal. It finds damage, not malice. */
  checksum: v.string(),
  sites: v.pipe(
    v.array(v.strictObject({ host: v.pipe(v.string(), v.maxLength(HOST_BOUND)), signature: v.string() })),
    v.maxLength(FILE_SITES),
  ),
})

/** What was learned of some sites as the text of a file (JSON), for `parseFile` of this or another browser. */
export function toFile(sites: readonly SiteSignature[]): string {
  return fileOf(sites.map((site) => ({ host: site.host, bytes: encodeSite(site) })))
}

/** The same of sites that are packed already. */
export function fileOf(packed: readonly { host: string; bytes: Uint8Array }[]): string {
  const listed = packed.map(({ host, bytes }) => ({ host, signature: toBase64(bytes) }))
  return `${JSON.stringify({ format: FORMAT, version: FILE_VERSION, checksum: checksum(listed), sites: listed })}\n`
}

export interface SitesFile {
  ok: true
  value: SiteSignature[]
  /** Hosts whose signatures are whole and of a version that is not read: they are passed over, for the others can be used. */
  otherVersion: string[]
}

/** The sites of a file: all that are of a version that is read, or one sentence saying why none is taken. */
export function parseFile(text: string): SitesFile | RefusedFile {
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return refuseFile('it is not JSON; choose a file that Masthead exported', 'foreign')
  }
  const file = v.safeParse(fileSchema, raw, { abortEarly: true })
  if (!file.success) return refusePart(v.getDotPath(file.issues[0]))
  const { version, sites: listed } = file.output
  if (version !== FILE_VERSION) return refuseVersion(version, FILE_VERSION)
  if (file.output.checksum !== checksum(listed))
    return refuseFile('it is damaged; its checksum is wrong', 'damaged')
  const sites: SiteSignature[] = []
  const otherVersion: string[] = []
  for (const { host, signature } of listed) {
    const bytes = fromBase64(signature)
    if (bytes !== null && isOfOtherVersion('local', VERSIONS, bytes)) {
      otherVersion.push(host)
      continue
    }
    const site = bytes === null ? null : decodeSite(bytes)
    if (site === null || !site.ok || site.value.host !== host)
      return refuseFile(`the signature of "${host}" cannot be used`, 'site', host)
    sites.push(site.value)
  }
  return { ok: true, value: sites, otherVersion }
}

const checksum = (sites: readonly { host: string; signature: string }[]): string =>
  hashText(sites.map(({ host, signature }) => `${host} ${signature}\n`).join(''))
    .toString(16)
    .padStart(8, '0')
