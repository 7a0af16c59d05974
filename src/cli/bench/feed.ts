import type { FeedState } from '../../engine/feed/head.ts'
import { feedDiff, feedFiles } from '../../engine/feed/publish.ts'
import { updateFeed } from '../../engine/feed/update.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { dayLater, fullFeed } from './full-feed.ts'
import { SignedFeed } from './signed-feed.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 23)
const crypto = feedCrypto(globalThis.crypto.subtle)

interface Goals {
  bytes: number
  ms: number
}

const sumOf = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + size, 0)

/** What verifying and applying costs, the store of a browser left aside: a whole feed of a bad week, and a day's diff. */
async function main(): Promise<void> {
  const feed = new SignedFeed(NOW)
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  const take = async (what: string, goals: Goals, state: FeedState | null): Promise<FeedState> => {
    const content = new Map<string, number>()
    const start = performance.now()
    const update = await updateFeed({
      crypto,
      source: {
        async fetch(path) {
          const bytes = feed.served.get(path) ?? null
          if (bytes !== null && path.startsWith('content/')) content.set(path, bytes.length)
          return bytes
        },
      },
      root: feed.root,
      state,
      load: async (names) => names.map((name) => kept.get(name) ?? null),
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
  await feed.publish(1, NOW, files)
  const state = await take('whole feed', { bytes: 12_000_000, ms: 1_000 }, null)
  const next = feedFiles(dayLater(first, { began: 3_334, ended: 1_500, learned: 10 }, NOW + DAY))
  await feed.publish(2, NOW + DAY, next, feedDiff(files, next))
  await take('diff of a day', { bytes: 100_000, ms: 100 }, state)
}

await main()
