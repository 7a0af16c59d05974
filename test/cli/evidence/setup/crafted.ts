import { strToU8, unzipSync } from 'fflate'
import { signatureBy } from '../../../../src/cli/feed/keys.ts'
import { manifestBytes, packBundle } from '../../../../src/engine/evidence/bundle.ts'
import { feedCrypto } from '../../../../src/engine/feed/web-crypto.ts'

/** A bundle with one of its files changed by whoever made it, and signed by them as it then was. */
export async function crafted(
  bundle: Uint8Array,
  keyFile: string,
  name: string,
  change: (text: string) => string,
): Promise<Uint8Array> {
  const {
    'manifest.json': _manifest,
    'manifest.sig.json': _signatures,
    [name]: changed,
    ...rest
  } = unzipSync(bundle)
  const files = new Map([
    ...Object.entries(rest),
    [name, strToU8(change(new TextDecoder().decode(changed)))] as const,
  ])
  const evidence = { at: 0, url: 'https://www.courier.example/', files }
  const manifest = await manifestBytes(feedCrypto(globalThis.crypto.subtle), evidence)
  return packBundle(evidence, manifest, [signatureBy(keyFile, 'evidence', manifest)])
}
