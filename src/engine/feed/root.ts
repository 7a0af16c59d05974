import * as v from 'valibot'
import { FEED_BOUNDS } from './files.ts'
import { type Result, refuse } from './result.ts'
import { countSigners, type FeedCrypto, keySchema, parseVerified, type Signed } from './signed.ts'

const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const keys = v.pipe(
  v.array(keySchema),
  v.minLength(1),
  v.maxLength(9),
  v.check((list) => new Set(list).size === list.length, 'a key stands there twice'),
)

const rootSchema = v.pipe(
  v.strictObject({
    format: v.literal('masthead-root'),
    /** 1, 2, 3, …: each is signed by enough keys of the one before and of its own. */
    version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    issued: milliseconds,
    expires: milliseconds,
    /** Ed25519 public keys, hexadecimal, and how many of them must agree. */
    rootKeys: keys,
    threshold: v.pipe(v.number(), v.integer(), v.minValue(2)),
    /** Keys that may sign a head, each alone. */
    feedKeys: keys,
  }),
  v.check(({ rootKeys, threshold }) => rootKeys.length >= threshold, 'it asks for more keys than it names'),
)

/** Who may sign the feed. */
export type Root = v.InferOutput<typeof rootSchema>

/** The root that the program was built with; it must still be signed as its own keys say. */
export async function acceptPinnedRoot(crypto: FeedCrypto, signed: Signed): Promise<Result<Root>> {
  if (signed.bytes.length > FEED_BOUNDS.root) return refuse('The pinned root is too large; build again.')
  const root = parseVerified('root', rootSchema, signed.bytes)
  if (!root.ok) return root
  const { rootKeys, threshold } = root.value
  if ((await countSigners(crypto, 'root', signed, rootKeys)) < threshold)
    return refuse('The pinned root is not signed by enough of its own keys; build with another.')
  return root
}

/** The next root after one that is believed: by enough of the old keys and, once it is read, by enough of the new ones. */
export async function acceptNextRoot(
  crypto: FeedCrypto,
  believed: Root,
  signed: Signed,
): Promise<Result<Root>> {
  if (signed.bytes.length > FEED_BOUNDS.root)
    return refuse('The root has more bytes than a root may have; it is not read.')
  if ((await countSigners(crypto, 'root', signed, believed.rootKeys)) < believed.threshold)
    return refuse(`The root is not signed by ${believed.threshold} keys of root ${believed.version}.`)
  const next = parseVerified('root', rootSchema, signed.bytes)
  if (!next.ok) return next
  const { version, rootKeys, threshold } = next.value
  if (version !== believed.version + 1)
    return refuse(`The root is number ${version} where number ${believed.version + 1} has to come.`)
  if ((await countSigners(crypto, 'root', signed, rootKeys)) < threshold)
    return refuse(`Root ${version} is not signed by ${threshold} of its own keys.`)
  return next
}
