import * as v from 'valibot'
import { FEED_BOUNDS, FILE_NAMES } from './files.ts'
import { type Result, refuse } from './result.ts'
import type { Root } from './root.ts'
import { countSigners, type FeedCrypto, hashOf, parseAscii, parseVerified, type Signed } from './signed.ts'

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const size = v.pipe(whole, v.maxValue(FEED_BOUNDS.file))
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const entry = { size, sha256 }

const headSchema = v.pipe(
  v.strictObject({
    format: v.literal('masthead-feed'),
    sequence: whole,
    /** Milliseconds since the epoch. */
    issued: whole,
    expires: whole,
    /** Programs older than this cannot use the files. */
    minClient: v.pipe(v.string(), v.regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/)),
    files: v.pipe(
      v.array(v.strictObject({ name: v.picklist(FILE_NAMES), ...entry })),
      v.length(FILE_NAMES.length),
      v.check(
        (files) => new Set(files.map(({ name }) => name)).size === files.length,
        'a file is named twice',
      ),
      v.check((files) => files.reduce((sum, file) => sum + file.size, 0) <= FEED_BOUNDS.total, 'too large'),
    ),
    /** What leads here from an earlier sequence. */
    diffs: v.pipe(v.array(v.strictObject({ from: whole, ...entry })), v.maxLength(32)),
  }),
  v.check(({ issued, expires }) => expires > issued && expires - issued <= LONGEST_LIFE, 'it lives too long'),
)

export type Head = v.InferOutput<typeof headSchema>

const DAY = 86_400_000
const LONGEST_LIFE = 14 * DAY
/** How far clocks may be apart. */
const SKEW = DAY
/** Steps of the sequence at once; at one an hour this is over a year offline. */
const LONGEST_JUMP = 10_000

/** Why no reader would take in the bytes of a head, whoever signed them; null where all would. For who publishes one. */
export function whyNoHead(bytes: Uint8Array): string | null {
  if (bytes.length > FEED_BOUNDS.head) return `it has ${bytes.length} bytes`
  const parsed = v.safeParse(headSchema, parseAscii(bytes), { abortEarly: true })
  if (parsed.success) return null
  const [issue] = parsed.issues
  return `${v.getDotPath(issue) ?? 'the whole'} is wrong (${issue.message})`
}

/** What is believed: by whom it was signed, and up to where. */
export interface FeedState {
  root: Root
  head: Head
  /** SHA-256 of the head's bytes, hexadecimal. */
  headHash: string
}

export interface HeadCheck {
  crypto: FeedCrypto
  root: Root
  /** What was believed before; null on a first run. */
  state: FeedState | null
  /** Milliseconds since the epoch. */
  now: number
  /** Version of this program, three numbers with dots. */
  client: string
  /** Whether the head came with the program: it may be old by the time it is installed. */
  isSeed: boolean
}

/** The state that a head leads to, its files not yet checked; the old state stays as it was in any case. */
export async function acceptHead(check: HeadCheck, signed: Signed): Promise<Result<FeedState>> {
  const { crypto, root, state, now, client, isSeed } = check
  if (signed.bytes.length > FEED_BOUNDS.head)
    return refuse('The head has more bytes than a head may have; it is not read.')
  if ((await countSigners(crypto, 'feed', signed, root.feedKeys)) < 1)
    return refuse(`The head is not signed by a key of root ${root.version}; nothing of it is read.`)
  const parsed = parseVerified('head', headSchema, signed.bytes)
  if (!parsed.ok) return parsed
  const head = parsed.value
  const headHash = await hashOf(crypto, signed.bytes)
  if (isOlder(client, head.minClient))
    return refuse(`The feed needs version ${head.minClient}; update the program, which is ${client}.`)
  if (!isSeed && root.expires <= now) return refuse('The root has run out; a newer one has to be fetched.')
  if (!isSeed && head.expires <= now) return refuse('The head has run out; somebody keeps newer ones back.')
  if (!isSeed && head.issued > now + SKEW)
    return refuse('The head is from the future; set the clock, or fetch another.')
  const order = state === null || !isKept(state.root, root) ? null : wrongOrder(state, head, headHash)
  return order === null ? { ok: true, value: { root, head, headHash } } : refuse(order)
}

/** Once a feed key was taken away, what it may have signed no longer holds anybody back. */
const isKept = (old: Root, root: Root): boolean => old.feedKeys.every((key) => root.feedKeys.includes(key))

function wrongOrder(
  { head: old, headHash: oldHash }: FeedState,
  head: Head,
  headHash: string,
): string | null {
  if (head.sequence < old.sequence)
    return `The head is number ${head.sequence} and number ${old.sequence} is known; it is an old one.`
  if (head.sequence === old.sequence && headHash !== oldHash)
    return `There are two heads with number ${head.sequence}; the first stays.`
  if (head.issued < old.issued) return 'The head was issued before the one that is known; it is an old one.'
  if (head.sequence - old.sequence > LONGEST_JUMP)
    return `The head jumps from number ${old.sequence} to ${head.sequence}; nobody publishes that often.`
  return null
}

/** How old what is believed is: stale data still counts, and after 30 days raises no red any more. */
export type Freshness = 'fresh' | 'stale' | 'outdated'
const OUTDATED = 30 * DAY

export function freshness({ expires }: Pick<Head, 'expires'>, now: number): Freshness {
  if (now < expires) return 'fresh'
  return now < expires + OUTDATED ? 'stale' : 'outdated'
}

function isOlder(version: string, than: string): boolean {
  const numbers = (text: string) => text.split('.').map(Number)
  const wanted = numbers(than)
  for (const [i, number] of numbers(version).entries()) {
    const other = wanted[i] ?? 0
    if (number !== other) return number < other
  }
  return false
}
