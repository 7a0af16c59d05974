import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../../src/collector/database/open.ts'
import { queueOf } from '../../../src/collector/site/case.ts'
import { putCase } from '../setup/case.ts'

test('the queue of the moderators begins with what only people can decide', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-queue-'))
  const database = await openDatabase({ dataDir: folder, databaseUrl: null, onError: () => {} })
  try {
    for (const [host, state] of [
      ['open.example', 'open'],
      ['red.example', 'defaced'],
      ['suspect.example', 'suspect'],
      ['held.example', 'held'],
      ['over.example', 'restored'],
    ] as const)
      await putCase(database, host, 1, state)
    expect((await queueOf(database)).map(({ state }) => state)).toEqual([
      'held',
      'suspect',
      'defaced',
      'open',
    ])
  } finally {
    await database.destroy()
    rmSync(folder, { recursive: true, force: true })
  }
})
