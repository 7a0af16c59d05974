import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { FEED_PATHS } from '../../engine/feed/files.ts'
import { entryOf, feedFiles, headOf } from '../../engine/feed/publish.ts'
import type { Root } from '../../engine/feed/root.ts'
import { toAscii } from '../../engine/feed/signed.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { parsePack } from '../../engine/patterns/compile.ts'
import { shippedPacks } from '../../engine/patterns/packs/index.ts'
import { makeKey, signatureBy, signRoot } from './keys.ts'

const DAY = 86_400_000
const crypto = feedCrypto(globalThis.crypto.subtle)

/**
 * Makes new keys in one folder and, in another, the root and the first feed that an extension is built with: the
 * patterns of this version and nothing else. The keys never belong into the project.
 */
export async function makeSeed(out: string, keys: string): Promise<void> {
  mkdirSync(keys, { recursive: true })
  const names = ['root-a', 'root-b', 'root-c', 'feed']
  const [a = '', b = '', c = '', feed = ''] = names.map((name) => makeKey(join(keys, `${name}.key`)))
  const issued = Date.now()
  const root: Root = {
    format: 'masthead-root',
    version: 1,
    issued,
    expires: issued + 730 * DAY,
    rootKeys: [a, b, c],
    threshold: 2,
    feedKeys: [feed],
  }
  const write = (path: string, bytes: Uint8Array) => {
    mkdirSync(dirname(join(out, path)), { recursive: true })
    writeFileSync(join(out, path), bytes)
  }
  write(FEED_PATHS.root(1), toAscii(root))
  for (const name of names.slice(0, 2)) signRoot(join(out, FEED_PATHS.root(1)), join(keys, `${name}.key`))
  const patterns = shippedPacks.map((raw, i) => {
    const pack = parsePack(raw, i)
    if (!pack.ok) throw new Error(pack.error)
    return pack.value
  })
  const files = feedFiles({ patterns, signatures: [], incidents: [], suspended: [] })
  for (const bytes of files.values()) write(FEED_PATHS.content((await entryOf(crypto, bytes)).sha256), bytes)
  const about = { sequence: 0, issued, expires: issued + 14 * DAY, minClient: '0.1.0', diffs: [] }
  const head = await headOf(crypto, about, files)
  write(FEED_PATHS.head, head)
  write(FEED_PATHS.headSignatures, toAscii([signatureBy(join(keys, 'feed.key'), 'feed', head)]))
}
