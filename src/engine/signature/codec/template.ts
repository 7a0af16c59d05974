import { FEATURE_BITS } from '../features.ts'
import { mapFamilies } from '../generation.ts'
import {
  FAMILY_NAMES,
  GENERATIONS_BOUND,
  type Generation,
  ROUTES_BOUND,
  SCRIPTS_LENGTH,
  STANDINGS,
  type Template,
  VOUCHES,
} from '../signature.ts'
import type { BitReader } from './bit-reader.ts'
import type { BitWriter } from './bit-writer.ts'
import { COUNT_BOUND } from './bounds.ts'
import type { Dictionary } from './dictionary.ts'
import { readFamily, writeFamily } from './family.ts'
import { allRanges, rangesHeld, type Version } from './versions.ts'

export function writeTemplate(writer: BitWriter, template: Template, dictionary: Dictionary): void {
  writer.bits(STANDINGS.indexOf(template.standing), 2)
  writer.bits(VOUCHES.indexOf(template.vouch), 2)
  for (const time of [template.firstSeen, template.lastSeen, template.dayAt]) writer.time(time)
  const { id, visits, days, firstVisit, lastVisit } = template
  for (const count of [id, visits, days, firstVisit, lastVisit]) writer.count(count)
  writer.count(template.routes.length)
  for (const route of template.routes) writer.bits(route, FEATURE_BITS)
  writer.count(template.generations.length)
  for (const generation of template.generations) writeGeneration(writer, generation, dictionary)
}

export function readTemplate(reader: BitReader, dictionary: Dictionary, version: Version): Template {
  return {
    standing: reader.choice(STANDINGS, 2),
    vouch: reader.choice(VOUCHES, 2),
    firstSeen: reader.time(),
    lastSeen: reader.time(),
    dayAt: reader.time(),
    id: reader.count(COUNT_BOUND),
    visits: reader.count(COUNT_BOUND),
    days: reader.count(COUNT_BOUND),
    firstVisit: reader.count(COUNT_BOUND),
    lastVisit: reader.count(COUNT_BOUND),
    routes: listOf(reader, ROUTES_BOUND, () => reader.bits(FEATURE_BITS)),
    generations: listOf(reader, GENERATIONS_BOUND, () => readGeneration(reader, dictionary, version)),
  }
}

function writeGeneration(writer: BitWriter, generation: Generation, dictionary: Dictionary): void {
  const { firstSeen, lastSeen, versionAt, visits, low, high, scripts, dark, familiarity, families } =
    generation
  for (const time of [firstSeen, lastSeen, versionAt]) writer.time(time)
  writer.count(visits)
  for (const bytes of [low, high, scripts]) for (const byte of bytes) writer.bits(byte, 8)
  writer.bits(dark, 8)
  writer.bits(familiarity, 8)
  for (const name of FAMILY_NAMES) writeFamily(writer, families[name], dictionary[name])
}

function readGeneration(reader: BitReader, dictionary: Dictionary, version: Version): Generation {
  const bytes = (length: number) => Uint8Array.from({ length }, () => reader.bits(8))
  const held = rangesHeld(version)
  return {
    firstSeen: reader.time(),
    lastSeen: reader.time(),
    versionAt: reader.time(),
    visits: reader.count(COUNT_BOUND),
    ...allRanges(bytes(held), bytes(held)),
    scripts: bytes(SCRIPTS_LENGTH),
    dark: reader.bits(8),
    familiarity: reader.bits(8),
    families: mapFamilies((name) => readFamily(reader, dictionary[name])),
  }
}

const listOf = <T>(reader: BitReader, bound: number, read: () => T): T[] =>
  Array.from({ length: reader.count(bound) }, read)
