import { decodeCore, encodeCore } from '../signature/codec/core.ts'
import { AUTHORITIES, type Authority } from '../signature/comparison.ts'
import { SIGNATURE_FILES, signatureFile } from './files.ts'
import { type Result, refuse } from './result.ts'
import { decodeTable } from './table.ts'

/** The parts that signatures are published in, by name of the file; every part is there, also an empty one. */
export function signatureTables(known: readonly Authority[]): Map<string, Map<string, Uint8Array>> {
  const tables = new Map(SIGNATURE_FILES.map((name) => [name, new Map<string, Uint8Array>()]))
  for (const { source, signature } of known) {
    const core = encodeCore(signature)
    const value = new Uint8Array(1 + core.length)
    value[0] = AUTHORITIES.indexOf(source)
    value.set(core, 1)
    tables.get(signatureFile(signature.host))?.set(signature.host, value)
  }
  return tables
}

/** What the feed says of one host, out of the part that holds it; null for nothing. */
export function findSignature(bytes: Uint8Array, host: string): Result<Authority | null> {
  const table = decodeTable(bytes)
  if (!table.ok) return table
  const value = table.value.get(host)
  return value === undefined ? { ok: true, value: null } : readSignature(host, value)
}

/** Whether every record of a part is a signature of a host that belongs there; null for yes, or one sentence. */
export function whySignaturesWrong(name: string, bytes: Uint8Array): string | null {
  const table = decodeTable(bytes)
  if (!table.ok) return table.error
  for (const [host, value] of table.value) {
    if (signatureFile(host) !== name)
      return `The signature of "${host}" stands in "${name}", where no reader looks for it; publish it anew.`
    const read = readSignature(host, value)
    if (!read.ok) return `The signature of "${host}" in "${name}" cannot be used; publish it anew.`
  }
  return null
}

function readSignature(host: string, value: Uint8Array): Result<Authority> {
  const source = AUTHORITIES[value[0] ?? AUTHORITIES.length]
  const core = decodeCore(value.subarray(1))
  if (!core.ok) return core
  if (source === undefined || core.value.host !== host)
    return refuse(`The signature of "${host}" is another's; fetch the list anew.`)
  return { ok: true, value: { source, signature: core.value } }
}
