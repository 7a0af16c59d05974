import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '../../../src/extension/background/database/open.ts'

// No browser stands behind these: nothing is set by a policy.
vi.mock('webextension-polyfill', () => ({ default: {} }))

/** A worker that has just woken: nothing is left of the last one but the database. */
async function wake() {
  vi.resetModules()
  const { patterns } = await import('../../../src/extension/background/lists.ts')
  return patterns()
}

beforeEach(async () => {
  await closeDatabase()
  globalThis.indexedDB = new IDBFactory()
})

test('the compiled table is kept, and used when the worker wakes', async () => {
  const first = await wake()
  const kept = await (await openDatabase()).get('lists', 'patterns')
  expect(kept?.table.byteLength).toBe(first.table.buffer.byteLength)
  const second = await wake()
  expect(new Uint8Array(second.table.buffer)).toEqual(new Uint8Array(first.table.buffer))
  expect(second.entries).toEqual(first.entries)
})

test('a table of another release, or a damaged one, is made anew', async () => {
  const whole = (await wake()).table.buffer.byteLength
  const database = await openDatabase()
  const kept = await database.get('lists', 'patterns')
  if (kept === undefined) throw new Error('Nothing was kept.')
  for (const spoilt of [
    { ...kept, key: 'other' },
    { ...kept, table: kept.table.slice(0, 100) },
  ]) {
    await database.put('lists', spoilt)
    expect((await wake()).table.buffer.byteLength).toBe(whole)
    expect((await database.get('lists', 'patterns'))?.key).toBe(kept.key)
    expect((await database.get('lists', 'patterns'))?.table.byteLength).toBe(whole)
  }
})
