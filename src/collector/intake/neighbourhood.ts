import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import type { Database } from '../database/open.ts'
import { settingOf } from '../database/settings.ts'

/** Where a report came from, as far as telling reporters apart needs it. No address can be told from it. */
export interface Neighbourhood {
  /** The /24 or /56 it came from: what one household or office has. */
  nearby: string
  /** The /16 or /32: about one provider. */
  network: string
}

/** Days for which the same address gives the same names, counted from the epoch. */
export const RENAMED_DAYS = 28
const EPOCH = RENAMED_DAYS * 86_400_000
/** Networks whose names are kept at hand. */
const NETWORKS = 10_000

/** Names neighbourhoods by a keyed hash whose key is thrown away after four weeks. */
export class Neighbourhoods {
  #epoch = -1
  #salt: KeyObject | null = null
  /** Names of networks that sent something lately: there are few, and each sends often. */
  readonly #networks = new Map<number, string>()

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  async of(address: string): Promise<Neighbourhood> {
    const salt = await this.#renewed()
    const parsed = ipaddr.process(address)
    const bytes = parsed.toByteArray()
    const isV4 = parsed.kind() === 'ipv4'
    return {
      nearby: named(salt, 'nearby', bytes.slice(0, isV4 ? 3 : 7)),
      network: this.#network(salt, bytes.slice(0, isV4 ? 2 : 4)),
    }
  }

  #network(salt: KeyObject, bytes: number[]): string {
    // A leading 1 tells a short list from a long one that begins with zeros.
    const key = bytes.reduce((sum, byte) => sum * 256 + byte, 1)
    const known = this.#networks.get(key)
    if (known !== undefined) return known
    const name = named(salt, 'network', bytes)
    if (this.#networks.size >= NETWORKS) this.#networks.clear()
    this.#networks.set(key, name)
    return name
  }

  async #renewed(): Promise<KeyObject> {
    const epoch = Math.floor(this.now() / EPOCH)
    if (epoch === this.#epoch && this.#salt !== null) return this.#salt
    const text = await settingOf(this.database, `salt-${epoch}`, () => randomBytes(32).toString('hex'))
    const salt = createSecretKey(Buffer.from(text))
    this.#salt = salt
    this.#epoch = epoch
    this.#networks.clear()
    await this.database
      .deleteFrom('settings')
      .where('name', 'like', 'salt-%')
      .where('name', '!=', `salt-${epoch}`)
      .execute()
    return salt
  }
}

const named = (salt: KeyObject, kind: string, bytes: number[]): string =>
  createHmac('sha256', salt).update(kind).update(Uint8Array.from(bytes)).digest('hex').slice(0, 16)
