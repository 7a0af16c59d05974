import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { manifestBytes, packBundle } from '../../engine/evidence/bundle.ts'
import { type LookedAt, pageEvidence } from '../../engine/evidence/page-evidence.ts'
import { webArchive } from '../../engine/evidence/web-archive.ts'
import { toHex } from '../../engine/feed/signed.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import type { PatternSet } from '../../engine/patterns/compile.ts'
import { keyOf, shippedKey } from '../../engine/patterns/shipped.ts'
import { shippedWeights } from '../../engine/verdict/weights.ts'
import { signatureBy } from '../feed/keys.ts'
import { reasonText } from '../texts.ts'
import { version } from '../version.ts'

const crypto = feedCrypto(globalThis.crypto.subtle)

/** A look as far as a command has seen it; the rest follows from the program itself. */
export type Seen = Omit<LookedAt, 'versions' | 'say' | 'more'> & {
  /** The wordings that were looked for, where they are not the shipped ones alone. */
  patterns?: PatternSet
}

/** The bundle of a look, signed with the key in a file. */
export async function bundleOf({ patterns, ...seen }: Seen, keyFile: string): Promise<Uint8Array> {
  const { finalUrl, at, status, request, response, redirects, body } = seen
  const program = `Masthead ${version}`
  const more =
    request === null || response === null
      ? new Map<string, Uint8Array>()
      : new Map([
          [
            'page.warc',
            await webArchive(crypto, {
              url: finalUrl,
              at,
              status,
              request,
              response,
              redirects,
              body,
              program,
            }),
          ],
        ])
  const evidence = pageEvidence({
    ...seen,
    say: reasonText,
    versions: {
      program: version,
      patterns: patterns === undefined ? shippedKey() : keyOf(patterns),
      weights: shippedWeights.version,
    },
    more,
  })
  const manifest = await manifestBytes(crypto, evidence)
  return packBundle(evidence, manifest, [signatureBy(keyFile, 'evidence', manifest)])
}

/** Digits of the bundle's own hash in its name. */
const OWN = 8

/**
 * Writes the bundle into a folder, named by host, time, what was found and its own hash, so that none takes the place of
 * another; gives its path.
 */
export async function writeBundle(seen: Seen, keyFile: string, folder: string): Promise<string> {
  const bytes = await bundleOf(seen, keyFile)
  const time = new Date(seen.at).toISOString().replace(/[-:]|\.\d+/g, '')
  const host = new URL(seen.finalUrl).hostname.replace(/[^a-z0-9.-]/gi, '_').slice(0, 100)
  const own = toHex(await crypto.sha256(bytes)).slice(0, OWN)
  const path = join(folder, `${host}-${time}-${seen.verdict.fingerprint}-${own}.zip`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, bytes)
  return path
}
