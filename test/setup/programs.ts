import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildPrograms } from '../../src/cli/package/programs.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the programs that tests start: `masthead.js` and `collector.js`. */
    programs: string
  }
}

/** Puts the programs together once, before tests start them some hundred times. */
export default async function setup(project: TestProject): Promise<void> {
  const outDir = join(import.meta.dirname, '../../dist/programs', project.name)
  await buildPrograms(outDir)
  project.provide('programs', outDir)
}
