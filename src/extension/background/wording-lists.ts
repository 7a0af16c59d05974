import { expandPhrase } from '../../engine/patterns/expand.ts'
import { packsWith } from '../../engine/patterns/shipped.ts'
import type { WordingList } from '../messages.ts'
import { publishedPacks } from './lists.ts'
import { managed } from './managed.ts'

/** The lists that pages are held against now, those of the feed among them. */
export async function wordingLists(): Promise<WordingList[]> {
  return packsWith([...(await publishedPacks()), ...(await managed()).patterns]).map(
    ({ pack, language, version, patterns }) => ({
      name: pack,
      language,
      version,
      phrases: patterns.flatMap(({ phrases }) => phrases.flatMap(expandPhrase)).length,
      sources: [...new Set(patterns.map(({ source }) => source))],
    }),
  )
}
