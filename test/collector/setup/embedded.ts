import { cpSync } from 'node:fs'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../../src/collector/database/open.ts'

/** An empty embedded database in a folder of the test's own. */
export function openEmbedded(dataDir: string, onError: (error: Error) => void = () => {}): Promise<Database> {
  cpSync(inject('embeddedDatabase'), dataDir, { recursive: true })
  return openDatabase({ dataDir, databaseUrl: null, onError })
}
