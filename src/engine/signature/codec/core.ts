import {
  CORE_BOUND,
  CORE_FAMILIES,
  CORE_VERSION,
  type CoreFamily,
  type CoreSignature,
  type CoreTemplate,
} from '../core-signature.ts'
import { CORE_BITS } from '../published-hash.ts'
import { TEMPLATES_BOUND } from '../signature.ts'
import { BitReader } from './bit-reader.ts'
import { BitWriter } from './bit-writer.ts'
import { type Decoded, seal, unseal } from './envelope.ts'
import { HOST_BOUND } from './local.ts'
import { readSorted, writeSorted } from './rice.ts'

const DAY = 86_400_000
const DAYS_BOUND = 100_000

/** What others are told of a site, in at most 2 KB. */
export function encodeCore({ host, issued, templates }: CoreSignature): Uint8Array<ArrayBuffer> {
  const writer = new BitWriter()
  writer.text(host)
  writer.count(Math.max(0, Math.floor(issued / DAY)))
  writer.count(templates.length)
  for (const { features, hasCover } of templates) {
    writer.bits(hasCover ? 1 : 0, 1)
    for (const name of CORE_FAMILIES) {
      writer.count(features[name].length)
      writeSorted(writer, features[name])
    }
  }
  return seal('core', CORE_VERSION, writer.finish())
}

/** The core again, or one sentence saying why its bytes cannot be used. */
export function decodeCore(bytes: Uint8Array): Decoded<CoreSignature> {
  const unsealed = unseal('core', [CORE_VERSION], bytes)
  if (!unsealed.ok) return unsealed
  const reader = new BitReader(unsealed.value.payload)
  const host = reader.text(HOST_BOUND)
  const issued = reader.count(DAYS_BOUND) * DAY
  const count = reader.count(TEMPLATES_BOUND)
  const templates = Array.from({ length: count }, () => readTemplate(reader))
  if (reader.isBroken || !reader.isAtEnd)
    return { ok: false, error: 'The core signature holds what no signature can; fetch it anew.' }
  return { ok: true, value: { version: CORE_VERSION, host, issued, templates } }
}

function readTemplate(reader: BitReader): CoreTemplate {
  const hasCover = reader.bits(1) === 1
  const read = (name: CoreFamily) =>
    Uint16Array.from(readSorted(reader, reader.count(CORE_BOUND[name]), 2 ** CORE_BITS))
  const features = { links: read('links'), names: read('names'), structure: read('structure') }
  return { features, hasCover }
}
