import type { PackStatus } from '../messages.ts'
import { languageName, listOf, regionName } from './localise.ts'

/** A pack by its country, or by all of them, in the reader's language; its own title where that has no name for one. */
export function packName({ country, parts, title }: PackStatus): string {
  const codes = parts.length === 0 && /^[A-Z]{2}$/.test(country) ? [country] : parts
  const names = codes.map(regionName).filter((name) => name !== null)
  return names.length === 0 || names.length < codes.length ? title : listOf(names)
}

export const packLanguages = ({ languages }: PackStatus): string => languages.map(languageName).join(', ')
