import * as v from 'valibot'
import { hashText } from '../page/hash.ts'
import { EXPANSIONS, RUNS } from '../text/fold-data.ts'
import { type CompiledPacks, compilePacks, type PatternSet } from './compile.ts'
import { shippedPacks } from './packs/index.ts'
import { type Pack, packSchema } from './schema.ts'

let shipped: PatternSet | null = null

/**
 * The patterns that ship with this version of the program, compiled at the first call, which alone asks for a table
 * that was compiled before; it is used where it is one.
 */
export function shippedPatterns(table: () => ArrayBuffer | null = () => null): PatternSet {
  shipped ??= compileShipped(table())
  return shipped
}

function compileShipped(table: ArrayBuffer | null): PatternSet {
  const compiled = compilePacks(shippedPacks, table)
  if (!compiled.ok) throw new Error(compiled.error)
  return compiled.value
}

/** The same with packs that were published since: of two with one name the later one, by their day, counts. */
export const compiledWith = (published: readonly Pack[], table: ArrayBuffer | null = null): CompiledPacks =>
  compilePacks(merged(published), table)

/** The same where nobody can be told of an error. */
export function patternsWith(published: readonly Pack[], table: ArrayBuffer | null = null): PatternSet {
  const compiled = compiledWith(published, table)
  // What was published is refused as a whole where it does not go with what shipped.
  return compiled.ok ? compiled.value : shippedPatterns()
}

/** The packs themselves, for who wants to show what is in them. */
export const packsWith = (published: readonly Pack[]): Pack[] =>
  merged(published).map((raw) => v.parse(packSchema, raw))

function merged(published: readonly Pack[]): unknown[] {
  const byName = new Map<string, unknown>()
  const days = new Map<string, string>()
  for (const raw of [...shippedPacks, ...published]) {
    const { pack, version } = v.parse(nameSchema, raw)
    if (version <= (days.get(pack) ?? '')) continue
    days.set(pack, version)
    byName.set(pack, raw)
  }
  return [...byName.values()]
}

const nameSchema = v.object({ pack: v.string(), version: v.string() })

/** Names what the table is made of: another word in any pack, or another way of folding, gives another key. */
export function shippedKey(published: readonly Pack[] = []): string {
  const text = `${JSON.stringify(merged(published))}${EXPANSIONS}${RUNS}`
  return `${hashText(text).toString(16)}-${text.length}`
}

/** Names the patterns of a set: what shipped, and the packs that it has beside that or in its place. */
export function keyOf({ packs }: PatternSet): string {
  const known = shippedPatterns().packs
  const own = packs.filter(
    ({ pack, version }) => !known.some((one) => one.pack === pack && one.version === version),
  )
  return [shippedKey(), ...own.map(({ pack, version }) => `${pack} of ${version}`)].join(' + ')
}
