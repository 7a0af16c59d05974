import { constants, createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import * as v from 'valibot'
import type { Token, Tokens } from '../believe/tokens.ts'
import type { Database } from '../database/open.ts'

/**
 * Makes the token that a reader was given, with the collector's own keys: what a reader gets by blinding, without the half
 * second that takes. Only who can read the database can do that.
 */
export class Mint {
  readonly #keys = new Map<string, KeyObject>()

  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {}

  async token(standing: number): Promise<Token> {
    const key = (await this.tokens.keys())[standing]?.key ?? ''
    const nonce = randomBytes(32)
    const signature = sign('sha384', nonce, {
      key: await this.#privateKey(key),
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 48,
    })
    return { key, nonce: nonce.toString('hex'), signature: signature.toString('hex') }
  }

  async #privateKey(key: string): Promise<KeyObject> {
    const known = this.#keys.get(key)
    if (known !== undefined) return known
    const { value } = await this.database
      .selectFrom('settings')
      .select('value')
      .where('name', '=', `token-key-${key}`)
      .executeTakeFirstOrThrow()
    const jwk = v.parse(v.record(v.string(), v.unknown()), JSON.parse(value))
    const made = createPrivateKey({ key: jwk, format: 'jwk' })
    this.#keys.set(key, made)
    return made
  }
}
