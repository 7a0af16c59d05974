import type { PatternSet } from '../../engine/patterns/compile.ts'
import { shippedKey, shippedPatterns } from '../../engine/patterns/shipped.ts'
import { openDatabase } from './database/open.ts'
import type { ListRecord } from './database/schema.ts'

const NAME = 'patterns'

let loading: Promise<PatternSet> | null = null

/**
 * The shipped patterns, opened when the first page of a worker's life needs them and kept as long as it lives.
 * Compiling takes a tenth of a second and more, so that is done once a release and kept in the database; a table of
 * another release, or a damaged one, is made anew.
 */
export function patterns(): Promise<PatternSet> {
  loading ??= load()
  return loading
}

async function load(): Promise<PatternSet> {
  const key = shippedKey()
  const stored = await read()
  const isCurrent = stored !== null && stored.key === key
  const set = shippedPatterns(isCurrent ? stored.table : null)
  if (set.table.buffer !== stored?.table) await keep({ name: NAME, key, table: set.table.buffer })
  return set
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
