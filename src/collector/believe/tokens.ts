import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
  webcrypto,
} from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import * as v from 'valibot'
import type { Database } from '../database/open.ts'
import { settingOf } from '../database/settings.ts'
import { RequestError } from '../http/app.ts'

/**
 * Anonymous tokens (RFC 9474, RSABSSA-SHA384-PSS-Deterministic): signed without being seen, so that the collector can
 * neither link a report to whom it gave the token, nor two reports of one reader. A report that is confirmed earns a
 * token of the next class.
 */
export const CLASSES = [0, 1, 2] as const
/** What one report counts, by the class of its token. */
export const CLASS_WEIGHT: readonly number[] = [1, 2, 3]
export const NONCE_BYTES = 32
const MODULUS_BITS = 2048
/** How long one set of keys signs; tokens are good until the end of the next. */
const EPOCH = 28 * 86_400_000

const hex = (bytes: number) => v.pipe(v.string(), v.regex(/^[0-9a-f]+$/), v.length(bytes * 2))
export const tokenKeySchema = v.pipe(v.string(), v.regex(/^\d{1,6}-[0-2]$/))
export const tokenSchema = v.strictObject({
  /** Name of the key, as `/v1/tokens/keys` gives it. */
  key: tokenKeySchema,
  nonce: hex(NONCE_BYTES),
  signature: hex(MODULUS_BITS / 8),
})
export const blindedSchema = hex(MODULUS_BITS / 8)
export type Token = v.InferOutput<typeof tokenSchema>

export interface PublicTokenKey {
  key: string
  class: number
  /** SubjectPublicKeyInfo in base64. */
  spki: string
}

const suite = RSABSSA.SHA384.PSS.Deterministic()
const ALGORITHM = { name: 'RSA-PSS', hash: 'SHA-384' }
const { subtle } = webcrypto

const jwkSchema = v.object({
  kty: v.string(),
  n: v.string(),
  e: v.string(),
  d: v.string(),
  p: v.string(),
  q: v.string(),
  dp: v.string(),
  dq: v.string(),
  qi: v.string(),
  alg: v.string(),
})

/** Bytes of salt in RSABSSA-SHA384-PSS (RFC 9474, section 5). */
const SALT_BYTES = 48

interface Pair {
  publicKey: webcrypto.CryptoKey
  /** For RSASP1 of RFC 8017 itself, which WebCrypto has not got; the library's own takes half a second of the thread. */
  privateKey: KeyObject
  /** The public half, for checks that do not leave the thread. */
  verifyKey: KeyObject
}

/** Signs and checks tokens with keys that all processes on one database share. */
export class Tokens {
  readonly #pairs = new Map<string, Promise<Pair>>()

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  /** Keys that sign now, one a class. */
  async keys(): Promise<PublicTokenKey[]> {
    return Promise.all(
      CLASSES.map(async (standing) => {
        const key = `${this.#epoch()}-${standing}`
        const { publicKey } = await this.#pair(key)
        const spki = Buffer.from(await subtle.exportKey('spki', publicKey)).toString('base64')
        return { key, class: standing, spki }
      }),
    )
  }

  /** Whether a key gives tokens of a class: the present one, or the one before for who blinded a message in time. */
  isSigning(key: string, standing: number): boolean {
    return key === `${this.#epoch()}-${standing}` || key === `${this.#epoch() - 1}-${standing}`
  }

  /** Signs what it cannot read with the present key of a class. */
  sign(standing: number, blinded: string): Promise<{ key: string; signature: string }> {
    return this.signWith(`${this.#epoch()}-${standing}`, blinded)
  }

  /** Signs what it cannot read with a key that still gives tokens; see `isSigning`. */
  async signWith(key: string, blinded: string): Promise<{ key: string; signature: string }> {
    const { privateKey } = await this.#pair(key)
    return { key, signature: blindSign(privateKey, Buffer.from(blinded, 'hex')).toString('hex') }
  }

  /** The token's class, or null where it is none of ours or too old. */
  async standing({ key, nonce, signature }: Token): Promise<number | null> {
    const [epoch, standing] = key.split('-').map(Number)
    const age = this.#epoch() - (epoch ?? 0)
    if (epoch === undefined || standing === undefined || age < 0 || age > 1) return null
    const { verifyKey } = await this.#pair(key)
    // Done at once: waking another thread takes several times as long as the check itself.
    const isGood = verify(
      'sha384',
      Buffer.from(nonce, 'hex'),
      { key: verifyKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES },
      Buffer.from(signature, 'hex'),
    )
    return isGood ? standing : null
  }

  #epoch(): number {
    return Math.floor(this.now() / EPOCH)
  }

  #pair(key: string): Promise<Pair> {
    const known = this.#pairs.get(key)
    if (known !== undefined) return known
    const loading = this.#load(key).catch((error: unknown) => {
      this.#pairs.delete(key)
      throw error
    })
    this.#pairs.set(key, loading)
    return loading
  }

  async #load(key: string): Promise<Pair> {
    const stored = await settingOf(this.database, `token-key-${key}`, makeKey)
    const jwk = v.parse(jwkSchema, JSON.parse(stored))
    const { kty, n, e, alg } = jwk
    const privateKey = createPrivateKey({ key: jwk, format: 'jwk' })
    return {
      privateKey,
      verifyKey: createPublicKey(privateKey),
      publicKey: await subtle.importKey('jwk', { kty, n, e, alg }, ALGORITHM, true, ['verify']),
    }
  }
}

/** BlindSign of RFC 9474, section 4.3, with its check that nothing went wrong on the way. */
function blindSign(privateKey: KeyObject, blinded: Uint8Array): Buffer {
  const padding = constants.RSA_NO_PADDING
  const key = createPublicKey(privateKey)
  try {
    const signature = privateDecrypt({ key: privateKey, padding }, blinded)
    if (publicEncrypt({ key, padding }, signature).equals(blinded)) return signature
  } catch {
    // Larger than the modulus: nothing that blinding gives.
  }
  throw new RequestError(400, 'The blinded message is none for this key; blind it anew.')
}

async function makeKey(): Promise<string> {
  const { privateKey } = await suite.generateKey({
    publicExponent: Uint8Array.from([1, 0, 1]),
    modulusLength: MODULUS_BITS,
  })
  return JSON.stringify(await subtle.exportKey('jwk', privateKey))
}
