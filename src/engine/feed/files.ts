import { hashText } from '../page/hash.ts'

/** Parts that the signatures are spread over by host, so that one look-up reads and one change rewrites only one of them. */
export const SIGNATURE_PARTS = 64

export const signatureFile = (host: string): string => partName(hashText(host) % SIGNATURE_PARTS)
const partName = (part: number): string => `signatures-${String(part).padStart(2, '0')}`

export const SIGNATURE_FILES: readonly string[] = Array.from({ length: SIGNATURE_PARTS }, (_, part) =>
  partName(part),
)

/** Every file a feed has, no more and no fewer. */
export const FILE_NAMES: readonly string[] = ['patterns', 'incidents', 'suspended', ...SIGNATURE_FILES]

/** Bytes that are ever read of each thing: whoever sends more is cut off. */
export const FEED_BOUNDS = {
  root: 32_768,
  head: 65_536,
  /** Detached signatures. */
  signatures: 8_192,
  /** One file, or one diff. */
  file: 4_194_304,
  total: 16_777_216,
} as const

export const FEED_PATHS = {
  head: 'head.json',
  headSignatures: 'head.json.sig',
  /** Heads that diffs lead from: no reader needs them, but who checks a feed does. */
  earlierHead: (sequence: number) => `heads/${sequence}.json`,
  earlierSignatures: (sequence: number) => `heads/${sequence}.json.sig`,
  root: (version: number) => `root-${version}.json`,
  rootSignatures: (version: number) => `root-${version}.json.sig`,
  /** Named by what they hold: a file never changes under its name, and any cache may keep it. */
  content: (sha256: string) => `content/${sha256}`,
} as const
