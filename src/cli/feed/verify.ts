import { readFileSync } from 'node:fs'
import { SIGNATURE_FILES } from '../../engine/feed/files.ts'
import { freshness } from '../../engine/feed/head.ts'
import { type Result, refuse } from '../../engine/feed/result.ts'
import { acceptPinnedRoot } from '../../engine/feed/root.ts'
import { whySignaturesWrong } from '../../engine/feed/signatures.ts'
import { updateFeed } from '../../engine/feed/update.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { version } from '../version.ts'
import { openSource } from './source.ts'
import { verifyDiffs } from './verify-diffs.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)

/** Checks all of a feed, more than any one reader needs; gives a sentence about it, or one that says what is wrong. */
export async function verifyFeed(where: string, rootFile: string): Promise<Result<string>> {
  const signed = { bytes: readFileSync(rootFile), signatures: readFileSync(`${rootFile}.sig`) }
  const root = await acceptPinnedRoot(crypto, signed)
  if (!root.ok) return root
  const source = openSource(where)
  const now = Date.now()
  const update = await updateFeed({
    crypto,
    source,
    root: root.value,
    state: null,
    load: async () => [],
    now,
    client: version,
    isSeed: false,
  })
  if (!update.ok) return update
  const { state, files } = update.value
  for (const name of SIGNATURE_FILES) {
    const wrong = whySignaturesWrong(name, files.get(name) ?? new Uint8Array())
    if (wrong !== null) return refuse(wrong)
  }
  const diffs = await verifyDiffs({ crypto, source, root: state.root, head: state.head, files })
  if (!diffs.ok) return diffs
  const { sequence, issued, expires } = state.head
  const total = [...files.values()].reduce((sum, { length }) => sum + length, 0)
  return {
    ok: true,
    value:
      `Number ${sequence} under root ${state.root.version} is well: issued ${new Date(issued).toISOString()}, ` +
      `${freshness({ expires }, now)} until ${new Date(expires).toISOString()}, ` +
      `${files.size} files, ${total} bytes, ${state.head.diffs.length} diffs, ` +
      `${diffs.value} of them applied to what they lead from.`,
  }
}
