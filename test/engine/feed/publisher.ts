import type { Generation } from '../../../src/engine/feed/content.ts'
import { acceptHead, type FeedState, type HeadCheck } from '../../../src/engine/feed/head.ts'
import { entryOf, type FeedContent, feedDiff, feedFiles, headOf } from '../../../src/engine/feed/publish.ts'
import { acceptPinnedRoot, type Root } from '../../../src/engine/feed/root.ts'
import { type Signed, toAscii } from '../../../src/engine/feed/signed.ts'
import { crypto, makeKey, signWith, type TestKey } from './keys.ts'

export const DAY = 86_400_000
export const START = Date.UTC(2026, 10, 1)
export const EMPTY: FeedContent = { patterns: [], signatures: [], incidents: [], suspended: [] }

export const incident = (host: string, at = START) => ({
  host,
  path: '/',
  state: 'suspect' as const,
  firstSeen: at,
  lastSeen: at,
  restoredAt: 0,
  campaign: '',
})

interface RootParts {
  version?: number
  rootKeys: readonly TestKey[]
  feedKeys: readonly TestKey[]
  signers: readonly TestKey[]
  threshold?: number
}

export function makeRoot({
  version = 1,
  rootKeys,
  feedKeys,
  signers,
  threshold = 2,
}: RootParts): Promise<Signed> {
  const root: Root = {
    format: 'masthead-root',
    version,
    issued: START,
    expires: START + 700 * DAY,
    rootKeys: rootKeys.map(({ name }) => name),
    threshold,
    feedKeys: feedKeys.map(({ name }) => name),
  }
  return signWith('root', toAscii(root), signers)
}

/** A publisher with its keys, and a reader that has believed its first root. */
export class Publisher {
  content: FeedContent = EMPTY
  sequence = 0
  previous: { sequence: number; files: Map<string, Uint8Array<ArrayBuffer>> } | null = null

  private constructor(
    readonly rootKeys: readonly TestKey[],
    readonly feedKey: TestKey,
    readonly root: Root,
  ) {}

  static async start(): Promise<Publisher> {
    const rootKeys = await Promise.all([makeKey(), makeKey(), makeKey()])
    const feedKey = await makeKey()
    const signed = await makeRoot({ rootKeys, feedKeys: [feedKey], signers: rootKeys.slice(0, 2) })
    const root = await acceptPinnedRoot(crypto, signed)
    if (!root.ok) throw new Error(root.error)
    return new Publisher(rootKeys, feedKey, root.value)
  }

  /** Signs what there is to say as the next head. */
  async publish(now: number, { key = this.feedKey, sequence = this.sequence + 1, minClient = '0.1.0' } = {}) {
    const files = feedFiles(this.content)
    const diff = this.previous === null ? null : feedDiff(this.previous.files, files)
    const diffs =
      diff === null || this.previous === null
        ? []
        : [{ from: this.previous.sequence, ...(await entryOf(crypto, diff)) }]
    const about = { sequence, issued: now, expires: now + 7 * DAY, minClient, diffs }
    const signed = await signWith('feed', await headOf(crypto, about, files), [key])
    this.sequence = sequence
    this.previous = { sequence, files }
    return { signed, files, diff }
  }

  check(state: FeedState | null, now: number): HeadCheck {
    return { crypto, root: state?.root ?? this.root, state, now, client: '0.1.0', isSeed: false }
  }

  /** What a reader believes after taking in what was just published. */
  async believed(now: number, before: FeedState | null = null): Promise<FeedState & Generation> {
    const { signed, files } = await this.publish(now)
    const state = await acceptHead(this.check(before, now), signed)
    if (!state.ok) throw new Error(state.error)
    return { ...state.value, files }
  }
}
