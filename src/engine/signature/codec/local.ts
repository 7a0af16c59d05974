import { SIGNATURE_VERSION, type SiteSignature, TEMPLATES_BOUND, type Template } from '../signature.ts'
import { BitReader } from './bit-reader.ts'
import { BitWriter } from './bit-writer.ts'
import { COUNT_BOUND } from './bounds.ts'
import { dictionaryOf, readDictionary, writeDictionary } from './dictionary.ts'
import { type Decoded, seal, unseal } from './envelope.ts'
import { withinBound } from './ids.ts'
import { readTemplate, writeTemplate } from './template.ts'
import { VERSIONS } from './versions.ts'

/** No host name is longer. */
export const HOST_BOUND = 253

type SiteHead = Omit<SiteSignature, 'templates'>

const IMPOSSIBLE = 'The local signature holds what no signature can; learn the site anew.'

/** All that is known of a site, in at most 24 KB. */
export function encodeSite(learned: SiteSignature): Uint8Array<ArrayBuffer> {
  const site = withinBound(learned)
  const writer = new BitWriter()
  writer.text(site.host)
  writer.time(site.firstSeen)
  writer.time(site.lastSeen)
  writer.count(site.visits)
  writer.count(site.latest)
  const dictionary = dictionaryOf(site.templates)
  writeDictionary(writer, dictionary)
  writer.count(site.templates.length)
  for (const template of site.templates) writeTemplate(writer, template, dictionary)
  return seal('local', SIGNATURE_VERSION, writer.finish())
}

/**
 * The site again, brought to the present version where an earlier one wrote it, or one sentence saying why its bytes
 * cannot be used. Nothing is guessed at.
 */
export function decodeSite(bytes: Uint8Array): Decoded<SiteSignature> {
  const unsealed = unseal('local', VERSIONS, bytes)
  if (!unsealed.ok) return unsealed
  const { version, payload } = unsealed.value
  const reader = new BitReader(payload)
  const head = readHead(reader)
  const dictionary = readDictionary(reader)
  const count = reader.count(TEMPLATES_BOUND)
  const templates = Array.from({ length: count }, () => readTemplate(reader, dictionary, version))
  if (reader.isBroken || !reader.isAtEnd || !areSound(templates)) return { ok: false, error: IMPOSSIBLE }
  return { ok: true, value: { ...head, templates } }
}

/** What stands before the templates, or why the bytes cannot be used: enough for a long list, and far faster. */
export function decodeHead(bytes: Uint8Array): Decoded<SiteHead> {
  const unsealed = unseal('local', VERSIONS, bytes)
  if (!unsealed.ok) return unsealed
  const reader = new BitReader(unsealed.value.payload)
  const head = readHead(reader)
  return reader.isBroken ? { ok: false, error: IMPOSSIBLE } : { ok: true, value: head }
}

const readHead = (reader: BitReader): SiteHead => ({
  version: SIGNATURE_VERSION,
  host: reader.text(HOST_BOUND),
  firstSeen: reader.time(),
  lastSeen: reader.time(),
  visits: reader.count(COUNT_BOUND),
  latest: reader.count(COUNT_BOUND),
})

/** Each has its own id and at least the design in use: what compares with them relies on both. */
const areSound = (templates: readonly Template[]): boolean =>
  new Set(templates.map(({ id }) => id)).size === templates.length &&
  templates.every(({ generations }) => generations.length > 0)
