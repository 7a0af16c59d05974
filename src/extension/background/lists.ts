import { freshness } from '../../engine/feed/head.ts'
import { readPatterns } from '../../engine/feed/patterns.ts'
import { decodeTable } from '../../engine/feed/table.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import type { Pack } from '../../engine/patterns/schema.ts'
import { patternsWith, shippedKey } from '../../engine/patterns/shipped.ts'
import { openDatabase } from './database/open.ts'
import type { ListRecord } from './database/schema.ts'
import { currentFeed, fileOf } from './feed/store.ts'
import { managed } from './managed.ts'

const NAME = 'patterns'

let loading: Promise<PatternSet> | null = null

/** A new list came: the next page that is judged asks for it. */
export function forgetPatterns(): void {
  loading = null
}

/**
 * The patterns, those of the feed where they are newer than the shipped ones, opened when the first page of a worker's life needs them and kept as long as it lives.
 * Compiling takes a tenth of a second and more, so that is done once a release and kept in the database; a table of
 * another release, or a damaged one, is made anew.
 */
export function patterns(): Promise<PatternSet> {
  loading ??= load()
  return loading
}

/** Names the wordings that are looked for. */
export const patternsKey = async (): Promise<string> => shippedKey(await packsBeside())

/** What is looked for beside what shipped. */
const packsBeside = async (): Promise<Pack[]> => [...(await publishedPacks()), ...(await managed()).patterns]

async function load(): Promise<PatternSet> {
  const packs = await packsBeside()
  const key = shippedKey(packs)
  const stored = await read()
  const isCurrent = stored !== null && stored.key === key
  const set = patternsWith(packs, isCurrent ? stored.table : null)
  if (set.table.buffer !== stored?.table) await keep({ name: NAME, key, table: set.table.buffer })
  return set
}

/** Packs of the feed; none where there is no feed, it cannot be read, or it is too old for anybody to mend it. */
export async function publishedPacks(now = Date.now()): Promise<Pack[]> {
  try {
    const database = await openDatabase()
    const current = await currentFeed(database)
    if (current === null || freshness(current.state.head, now) === 'outdated') return []
    const bytes = await fileOf(database, current, 'patterns')
    const table = bytes === null ? null : decodeTable(bytes)
    const packs = table?.ok === true ? readPatterns(table.value) : null
    return packs?.ok === true ? packs.value : []
  } catch {
    return []
  }
}

async function read(): Promise<ListRecord | null> {
  try {
    return (await (await openDatabase()).get('lists', NAME)) ?? null
  } catch {
    // Without a database there is still a list: it is compiled for this worker alone.
    return null
  }
}

async function keep(record: ListRecord): Promise<void> {
  try {
    await (await openDatabase()).put('lists', record)
  } catch (error) {
    console.error(error)
  }
}
