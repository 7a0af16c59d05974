import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { aptInstall } from '../../src/cli/apt.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the unpacked corpus; null where there is none. */
    corpus: string | null
  }
}

const UNPACK = join(import.meta.dirname, '../../../shared/corpus/unpack')

/** Other people's pages to measure on are no part of the project: they may lie beside it, or be named. */
export default function setup(project: TestProject): void {
  const folder = corpusFolder()
  if (folder === null)
    console.log(
      'The corpus is neither beside the project (../shared/corpus) nor named in MASTHEAD_CORPUS: its tests are skipped.',
    )
  project.provide('corpus', folder)
}

function corpusFolder(): string | null {
  const named = process.env.MASTHEAD_CORPUS
  if (named !== undefined && existsSync(join(named, 'visits-first.jsonl'))) return named
  if (!existsSync(UNPACK)) return null
  if (spawnSync('zstd', ['--version']).error !== undefined)
    aptInstall(['zstd'], 'The corpus is packed and zstd is missing', console.log)
  console.log('Unpacking the corpus, once (600 MB).')
  return execFileSync(UNPACK, { encoding: 'utf8' }).trim()
}
