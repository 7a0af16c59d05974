import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { fromHex, toHex } from '../../../engine/feed/signed.ts'
import { fromBase64 } from '../../../engine/signature/transfer/base64.ts'
import type { Blinding, Token } from '../database/schema.ts'

const NONCE_BYTES = 32
const ALGORITHM = { name: 'RSA-PSS', hash: 'SHA-384' }
const suite = RSABSSA.SHA384.PSS.Deterministic()

/** A key that the collector signs tokens with, as `/v1/tokens/keys` gives it. */
export interface TokenKey {
  key: string
  class: number
  /** SubjectPublicKeyInfo in base64. */
  spki: string
}

/** A new token's message, blinded for a key, with all that it takes to make the token out of the answer (RFC 9474). */
export async function blind({ key, spki }: TokenKey): Promise<Blinding> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const { blindedMsg, inv } = await suite.blind(await imported(spki), nonce)
  return { key, spki, nonce: toHex(nonce), blinded: toHex(blindedMsg), inverse: toHex(inv) }
}

/** The token; rejects where the signature is not the key's. */
export async function unblind({ key, spki, nonce, inverse }: Blinding, signature: string): Promise<Token> {
  const signed = await suite.finalize(
    await imported(spki),
    fromHex(nonce),
    fromHex(signature),
    fromHex(inverse),
  )
  return { key, nonce, signature: toHex(signed) }
}

async function imported(spki: string): Promise<CryptoKey> {
  const bytes = fromBase64(spki)
  if (bytes === null) throw new Error('A key of the collector cannot be read; it is asked again later.')
  return crypto.subtle.importKey('spki', bytes, ALGORITHM, true, ['verify'])
}
