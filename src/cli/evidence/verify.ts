import { type OpenedBundle, openBundle } from '../../engine/evidence/bundle.ts'
import { type Result, refuse } from '../../engine/feed/result.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { plain } from '../texts.ts'

/** The first bytes of a zip archive. */
const ZIP = [0x50, 0x4b, 0x03, 0x04]

export const isBundle = (bytes: Uint8Array): boolean => ZIP.every((byte, i) => bytes[i] === byte)

/** A bundle that is to be believed; or one sentence why it proves nothing. `key` is whose signature is asked for. */
export async function verifyBundle(bytes: Uint8Array, key: string | null): Promise<Result<OpenedBundle>> {
  const opened = await openBundle(feedCrypto(globalThis.crypto.subtle), bytes)
  if (!opened.ok || key === null || opened.value.signers.includes(key)) return opened
  return refuse(
    `The bundle is signed by ${opened.value.signers.join(', ')} and not by the key that was asked for.`,
  )
}

/** What a bundle proves, for people. */
export const bundleText = ({ url, at, files, signers }: OpenedBundle, key: string | null): string =>
  [
    `${plain(url)}, seen ${new Date(at).toISOString()}: ${files.size} files, none changed since they were signed`,
    `  by ${signers.join(', ')}${key === null ? '; whose key that is, this does not say (--key HEX asks for one)' : ''}.`,
    ...[...files].map(([name, { length }]) => `  ${name}: ${length} bytes`),
    '  It does not prove that the server sent this.',
    '',
  ].join('\n')

/** The same as what is told in JSON. */
export const bundleFields = ({ url, at, files, signers }: OpenedBundle) => ({
  url,
  at: new Date(at).toISOString(),
  signers,
  files: [...files].map(([name, { length }]) => ({ name, size: length })),
})
