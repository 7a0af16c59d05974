import { FEED_PATHS } from '../../engine/feed/files.ts'
import type { FeedState } from '../../engine/feed/head.ts'
import { entryOf, feedDiff, feedFiles, headOf } from '../../engine/feed/publish.ts'
import type { Root } from '../../engine/feed/root.ts'
import { signedMessage, toAscii, toHex } from '../../engine/feed/signed.ts'
import { updateFeed } from '../../engine/feed/update.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { dayLater, fullFeed } from './full-feed.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 23)
const { subtle } = globalThis.crypto
const crypto = feedCrypto(subtle)

interface Goals {
  bytes: number
  ms: number
}

const sumOf = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + size, 0)

/** What verifying and applying costs, the store of a browser left aside: a whole feed of a bad week, and a day's diff. */
async function main(): Promise<void> {
  const pair = await subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new Error('The platform makes no Ed25519 keys; use a newer Node.')
  const key = toHex(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)))
  const root: Root = {
    format: 'masthead-root',
    version: 1,
    issued: NOW,
    expires: NOW + 700 * DAY,
    rootKeys: [key],
    threshold: 2,
    feedKeys: [key],
  }
  const server = new Map<string, Uint8Array<ArrayBuffer>>()
  const publish = async (
    sequence: number,
    files: Map<string, Uint8Array<ArrayBuffer>>,
    diff: Uint8Array<ArrayBuffer> | null,
  ) => {
    for (const bytes of [...files.values(), ...(diff === null ? [] : [diff])])
      server.set(FEED_PATHS.content((await entryOf(crypto, bytes)).sha256), bytes)
    const issued = NOW + sequence
    const diffs = diff === null ? [] : [{ from: sequence - 1, ...(await entryOf(crypto, diff)) }]
    const about = { sequence, issued, expires: issued + 7 * DAY, minClient: '0.1.0', diffs }
    const head = await headOf(crypto, about, files)
    const signature = await subtle.sign('Ed25519', pair.privateKey, signedMessage('feed', head))
    server.set(FEED_PATHS.head, head)
    server.set(FEED_PATHS.headSignatures, toAscii([{ key, signature: toHex(new Uint8Array(signature)) }]))
  }
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const take = async (what: string, goals: Goals, state: FeedState | null): Promise<FeedState> => {
    const content = new Map<string, number>()
    const start = performance.now()
    const update = await updateFeed({
      crypto,
      source: {
        async fetch(path) {
          const bytes = server.get(path) ?? null
          if (bytes !== null && path.startsWith('content/')) content.set(path, bytes.length)
          return bytes
        },
      },
      root,
      state,
      load: async (name) => kept.get(name) ?? null,
      now: NOW + DAY,
      client: '0.1.0',
      isSeed: false,
    })
    if (!update.ok) throw new Error(update.error)
    const time = performance.now() - start
    const fetched = sumOf(content.values())
    const made = sumOf([...update.value.files.values()].map(({ length }) => length))
    process.stdout.write(
      `${what}: ${fetched} bytes fetched, goal ${goals.bytes}; ${made} bytes of files verified and applied in ${time.toFixed(0)} ms, goal ${goals.ms}\n`,
    )
    for (const [name, bytes] of update.value.files) kept.set(name, bytes)
    return update.value.state
  }
  const first = fullFeed({ incidents: 20_000, signatures: 5_000, now: NOW })
  const files = feedFiles(first)
  await publish(1, files, null)
  const state = await take('whole feed', { bytes: 12_000_000, ms: 1_000 }, null)
  const next = feedFiles(dayLater(first, { began: 3_334, ended: 1_500, learned: 10 }, NOW + DAY))
  await publish(2, next, feedDiff(files, next))
  await take('diff of a day', { bytes: 100_000, ms: 100 }, state)
}

await main()
