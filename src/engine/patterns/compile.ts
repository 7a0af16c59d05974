import * as v from 'valibot'
import {
  buildPhraseTable,
  checkPhrases,
  openPhraseTable,
  type Phrase,
  type PhraseTable,
} from '../text/phrase-table.ts'
import { expandPhrase } from './expand.ts'
import { type Pack, type Pattern, packSchema } from './schema.ts'

/** What a hit is traced back to. */
export interface PatternEntry {
  pattern: Pattern
  pack: string
  version: string
  language: string
}

/** Compiled packs: what the scanner runs on, and what its hits mean. */
export interface PatternSet {
  packs: readonly { pack: string; version: string }[]
  table: PhraseTable
  /** By the id the table reports. */
  entries: readonly PatternEntry[]
}

export type CompiledPacks = { ok: true; value: PatternSet } | { ok: false; error: string }

/**
 * Checks and compiles packs. A pack with one bad entry is refused whole, and the error names the pack, the pattern
 * and what is wrong with it: half a pack would be a pack nobody wrote. `stored` is the table that the same packs gave
 * before; without it, or where it is damaged, the table is built.
 */
export function compilePacks(packs: readonly unknown[], stored: ArrayBuffer | null = null): CompiledPacks {
  const table = stored === null ? null : openPhraseTable(stored)
  const entries: PatternEntry[] = []
  const phrases: Phrase[] = []
  const names: { pack: string; version: string }[] = []
  const ids = new Set<string>()
  for (const [index, raw] of packs.entries()) {
    const parsed = parsePack(raw, index)
    if (!parsed.ok) return parsed
    const { pack, version, language, patterns } = parsed.value
    names.push({ pack, version })
    for (const pattern of patterns) {
      const at = `Pack "${pack}", pattern "${pattern.id}"`
      if (ids.has(pattern.id)) return { ok: false, error: `${at}: the id is used twice; choose another.` }
      ids.add(pattern.id)
      const id = entries.push({ pattern, pack, version, language }) - 1
      if (table !== null) continue
      try {
        for (const text of pattern.phrases.flatMap(expandPhrase)) phrases.push({ text, id })
      } catch (error) {
        return { ok: false, error: `${at}: ${messageOf(error)}` }
      }
    }
  }
  try {
    return { ok: true, value: { packs: names, table: table ?? buildPhraseTable(phrases), entries } }
  } catch (error) {
    return { ok: false, error: blame(entries, phrases) ?? messageOf(error) }
  }
}

/** Names the pattern whose phrase cannot be matched: looked for only once something is known to be wrong. */
function blame(entries: readonly PatternEntry[], phrases: readonly Phrase[]): string | null {
  for (const phrase of phrases) {
    try {
      checkPhrases([phrase])
    } catch (error) {
      const entry = entries[phrase.id]
      return `Pack "${entry?.pack}", pattern "${entry?.pattern.id}": ${messageOf(error)}`
    }
  }
  return null
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** One pack, checked; the error names it and the part that is wrong. */
export function parsePack(
  raw: unknown,
  index: number,
): { ok: true; value: Pack } | { ok: false; error: string } {
  const result = v.safeParse(packSchema, raw, { abortEarly: true })
  if (result.success) return { ok: true, value: result.output }
  const [issue] = result.issues
  const name = v.is(v.looseObject({ pack: v.string() }), raw) ? `"${raw.pack}"` : `number ${index + 1}`
  return {
    ok: false,
    error: `Pack ${name} is refused: ${v.getDotPath(issue) ?? 'the whole'} is wrong (${issue.message}).`,
  }
}
