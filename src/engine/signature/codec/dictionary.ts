import { FEATURE_BITS, uniqueSorted } from '../features.ts'
import { ENTRIES_BOUND, FAMILY_NAMES, type FamilyName, type Template } from '../signature.ts'
import type { BitReader } from './bit-reader.ts'
import type { BitWriter } from './bit-writer.ts'
import { readSorted, writeSorted } from './rice.ts'

/** All features of a site by family, sorted: its templates share most of them, and name them by their place here. */
export type Dictionary = Record<FamilyName, Uint32Array>

export function dictionaryOf(templates: readonly Template[]): Dictionary {
  const lists = templates.flatMap(({ generations }) => generations.map(({ families }) => families))
  return byFamily((name) => {
    const all = new Uint32Array(lists.reduce((sum, families) => sum + families[name].tokens.length, 0))
    let size = 0
    for (const families of lists) {
      all.set(families[name].tokens, size)
      size += families[name].tokens.length
    }
    return uniqueSorted(all)
  })
}

export function writeDictionary(writer: BitWriter, dictionary: Dictionary): void {
  for (const name of FAMILY_NAMES) {
    writer.count(dictionary[name].length)
    writeSorted(writer, dictionary[name])
  }
}

export const readDictionary = (reader: BitReader): Dictionary =>
  byFamily(() => readSorted(reader, reader.count(ENTRIES_BOUND), 2 ** FEATURE_BITS))

const byFamily = (of: (name: FamilyName) => Uint32Array): Dictionary => ({
  structure: of('structure'),
  names: of('names'),
  links: of('links'),
  hosts: of('hosts'),
  contexts: of('contexts'),
  identity: of('identity'),
})
