import type { PackStatus } from '../messages.ts'
import { fold } from './fold.ts'
import { packLanguages, packName } from './pack-name.ts'

/** The packs whose country, languages or sites have what was typed in their names; all where nothing was. */
export function findPacks(packs: readonly PackStatus[], query: string): PackStatus[] {
  const wanted = fold(query.trim())
  if (wanted === '') return [...packs]
  const isFound = (pack: PackStatus) =>
    [packName(pack), pack.title, packLanguages(pack)].some((name) => fold(name).includes(wanted)) ||
    pack.domains.some(({ domain, name }) => domain.includes(wanted) || fold(name).includes(wanted))
  return packs.filter(isFound)
}

/** What is nearest to the reader first: the country, then the language; the rest by name. */
export function byNearness(packs: readonly PackStatus[], languages: readonly string[]): PackStatus[] {
  const wanted = languages.map((tag) => new Intl.Locale(tag))
  const nearness = ({ country, languages: [main, ...others] }: PackStatus): number => {
    if (wanted.some(({ region }) => region === country)) return 3
    if (wanted.some(({ language }) => language === main)) return 2
    return wanted.some(({ language }) => others.includes(language)) ? 1 : 0
  }
  const rank = new Map(packs.map((pack) => [pack, nearness(pack)]))
  const rankOf = (pack: PackStatus) => rank.get(pack) ?? 0
  return packs.toSorted((a, b) => rankOf(b) - rankOf(a) || packName(a).localeCompare(packName(b)))
}
