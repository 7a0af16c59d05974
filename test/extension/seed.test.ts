import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readPatterns } from '../../src/engine/feed/patterns.ts'
import { acceptPinnedRoot } from '../../src/engine/feed/root.ts'
import { decodeTable } from '../../src/engine/feed/table.ts'
import { type FeedSource, updateFeed } from '../../src/engine/feed/update.ts'
import { shippedKey } from '../../src/engine/patterns/shipped.ts'
import { crypto } from '../engine/feed/keys.ts'

const YEAR = 366 * 86_400_000

/** The folder that is built into the extension; what is not there rejects, as in a browser. */
const seed: FeedSource = {
  async fetch(path) {
    return Uint8Array.from(
      await readFile(new URL(`../../src/extension/public/feed/${path}`, import.meta.url)),
    )
  },
}

/** The feed as a browser takes it in on its first start, whenever that is. */
async function firstStart(now: number) {
  const [bytes, signatures] = await Promise.all([
    seed.fetch('root-1.json', 65_536),
    seed.fetch('root-1.json.sig', 65_536),
  ])
  if (bytes === null || signatures === null) throw new Error('There is no root.')
  const root = await acceptPinnedRoot(crypto, { bytes, signatures })
  if (!root.ok) throw new Error(root.error)
  const load = async () => []
  const options = { crypto, source: seed, state: null, load, client: '0.1.0', isSeed: true }
  const update = await updateFeed({ ...options, root: root.value, now })
  if (!update.ok) throw new Error(update.error)
  return update.value
}

test('what the extension comes with is accepted on a first start, today and a year from now', async () => {
  for (const now of [Date.now(), Date.now() + YEAR])
    expect((await firstStart(now)).state.head.files.map(({ name }) => name)).toContain('incidents')
})

test('what the extension comes with looks for no wording that the extension itself no longer has', async () => {
  const { files } = await firstStart(Date.now())
  const table = decodeTable(files.get('patterns') ?? new Uint8Array())
  const packs = table.ok ? readPatterns(table.value) : table
  if (!packs.ok) throw new Error(packs.error)
  expect(packs.value.length).toBeGreaterThan(0)
  expect(shippedKey(packs.value)).toBe(shippedKey())
})
