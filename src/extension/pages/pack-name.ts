import type { PackStatus } from '../messages.ts'
import { type TextKey, text } from '../texts.ts'
import { languageName, listOf, regionName } from './localise.ts'

/** Packs of parts of the world that not every browser has a name for: Chromium knows countries alone. */
const NAMES = new Map<string, TextKey>([
  ['central-america', 'pack_central_america'],
  ['east-africa', 'pack_east_africa'],
  ['pacific', 'pack_pacific'],
  ['west-africa', 'pack_west_africa'],
  ['za', 'pack_za'],
])

/** A pack by its country, or by all of them, in the reader's language; its own title where that has no name for one. */
export function packName({ pack, country, parts, title }: PackStatus): string {
  const own = NAMES.get(pack)
  if (own !== undefined) return text(own)
  const codes = parts.length === 0 && isCountry(country) ? [country] : parts
  const names = codes.map(regionName).filter((name) => name !== null)
  return names.length === 0 || names.length < codes.length ? title : listOf(names)
}

const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code)

export const packLanguages = ({ languages }: PackStatus): string => languages.map(languageName).join(', ')
