import type { PatternSet } from '../engine/patterns/compile.ts'
import { type Pack, packSchema } from '../engine/patterns/schema.ts'
import { compiledWith } from '../engine/patterns/shipped.ts'
import { readJsonFile } from './json-file.ts'
import { programPatterns } from './program-patterns.ts'

/**
 * The patterns that ship with the program, with the packs of some files beside them. Throws one sentence that names the
 * file: whoever has wordings of their own looked for must not be left to believe so in vain.
 */
export function patternsFromFiles(files: readonly string[]): PatternSet {
  if (files.length === 0) return programPatterns()
  const packs: Pack[] = []
  const fileOf = new Map<string, string>()
  for (const file of files) {
    const pack = readJsonFile(file, packSchema)
    const other = fileOf.get(pack.pack)
    if (other !== undefined)
      throw new Error(
        `${file}: the pack in ${other} is named "${pack.pack}", too; give one of them another name.`,
      )
    fileOf.set(pack.pack, file)
    packs.push(pack)
  }
  const compiled = compiledWith(packs)
  if (!compiled.ok) throw new Error(blame(files, packs) ?? compiled.error)
  for (const { pack, version } of packs)
    if (programPatterns().packs.some((one) => one.pack === pack && one.version >= version))
      throw new Error(
        `${fileOf.get(pack)}: the pack "${pack}" that ships with Masthead is not older than ${version}; give a later "version", or ` +
          'another name in "pack".',
      )
  return compiled.value
}

/** Names the first file that does not go with what shipped and with the files before it. */
function blame(files: readonly string[], packs: readonly Pack[]): string | null {
  for (const [index, file] of files.entries()) {
    const compiled = compiledWith(packs.slice(0, index + 1))
    if (!compiled.ok) return `${file}: ${compiled.error}`
  }
  return null
}
