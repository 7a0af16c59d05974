import { openBundle } from '../../engine/evidence/bundle.ts'
import { feedCrypto } from '../../engine/feed/web-crypto.ts'
import { plain } from '../texts.ts'

/** The first bytes of a zip archive. */
const ZIP = [0x50, 0x4b, 0x03, 0x04]

export const isBundle = (bytes: Uint8Array): boolean => ZIP.every((byte, i) => bytes[i] === byte)

/** What a bundle proves, for people; or one sentence why it proves nothing. `key` is whose signature is asked for. */
export async function verifyBundle(
  bytes: Uint8Array,
  key: string | null,
): Promise<{ ok: true; text: string } | { ok: false; error: string }> {
  const opened = await openBundle(feedCrypto(globalThis.crypto.subtle), bytes)
  if (!opened.ok) return opened
  const { url, at, files, signers } = opened.value
  if (key !== null && !signers.includes(key))
    return {
      ok: false,
      error: `The bundle is signed by ${signers.join(', ')} and not by the key that was asked for.`,
    }
  const text = [
    `${plain(url)}, seen ${new Date(at).toISOString()}: ${files.size} files, none changed since they were signed`,
    `  by ${signers.join(', ')}${key === null ? '; whose key that is, this does not say (--key HEX asks for one)' : ''}.`,
    ...[...files].map(([name, { length }]) => `  ${name}: ${length} bytes`),
    '  It does not prove that the server sent this.',
    '',
  ].join('\n')
  return { ok: true, text }
}
