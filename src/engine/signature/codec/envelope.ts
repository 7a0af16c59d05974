/** What the bytes of a signature hold: all that one browser learned of a host, or only what others may be told. */
export const FORMS = { local: 1, core: 2 } as const
export type Form = keyof typeof FORMS

export type Decoded<T> = { ok: true; value: T } | { ok: false; error: string }

/** "MS" */
const MAGIC = 0x4d53
const HEADER = 12

/**
 * Bytes with what is needed to tell that they are whole: magic (2), form (1), version (1), length (4) and checksum
 * (4, big-endian), then the payload. The checksum finds damage; it is no protection against somebody who means it.
 */
export function seal(form: Form, version: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + payload.length)
  const header = new DataView(bytes.buffer)
  header.setUint16(0, MAGIC)
  header.setUint8(2, FORMS[form])
  header.setUint8(3, version)
  header.setUint32(4, payload.length)
  header.setUint32(8, checksum(payload))
  bytes.set(payload, HEADER)
  return bytes
}

/** What stood in an envelope, and the version it was written in. */
export interface Unsealed<Version extends number> {
  version: Version
  payload: Uint8Array
}

/** The payload in one of the versions that are read, the latest last, or one sentence saying why the bytes cannot be used. */
export function unseal<Version extends number>(
  form: Form,
  versions: readonly Version[],
  bytes: Uint8Array,
): Decoded<Unsealed<Version>> {
  const refuse = (why: string) => ({ ok: false as const, error: `The ${form} signature ${why}.` })
  if (bytes.length < HEADER) return refuse(`has ${bytes.length} bytes and is cut short; use a whole one`)
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (header.getUint16(0) !== MAGIC) return refuse('does not begin as signatures do; it is something else')
  if (header.getUint8(2) !== FORMS[form]) return refuse('is of another form; use one of this form')
  const written = header.getUint8(3)
  const version = versions.find((one) => one === written)
  if (version === undefined)
    return refuse(`is of version ${written} and this is version ${versions.at(-1)}; learn the site anew`)
  const payload = bytes.subarray(HEADER)
  const length = header.getUint32(4)
  if (payload.length !== length)
    return refuse(`has ${payload.length} bytes where its header says ${length}; learn the site anew`)
  if (checksum(payload) !== header.getUint32(8))
    return refuse('is damaged: its checksum is wrong; learn the site anew')
  return { ok: true, value: { version, payload } }
}

/** Whether the bytes are whole, and only of another version than those that are read here. */
export function isOfOtherVersion(form: Form, versions: readonly number[], bytes: Uint8Array): boolean {
  const written = bytes[3]
  return written !== undefined && !versions.includes(written) && unseal(form, [written], bytes).ok
}

/** FNV-1a over bytes, unsigned 32-bit. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
