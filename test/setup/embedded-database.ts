import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../src/collector/database/open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of an embedded database with all its tables and nothing in them. */
    embeddedDatabase: string
  }
}

/** Makes an embedded database once, which takes four seconds of a core: tests begin with a copy of it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-embedded-'))
  const database = await openDatabase({ dataDir: folder, databaseUrl: null, onError: () => {} })
  await database.destroy()
  project.provide('embeddedDatabase', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
