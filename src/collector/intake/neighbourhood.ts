import { createHmac, randomBytes } from 'node:crypto'
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

/** How long the same address gives the same names. */
const EPOCH = 28 * 86_400_000

/** Names neighbourhoods by a keyed hash whose key is thrown away after four weeks. */
export class Neighbourhoods {
  #epoch = -1
  #salt = ''

  constructor(
    private readonly database: Database,
    private readonly now: () => number,
  ) {}

  async of(address: string): Promise<Neighbourhood> {
    await this.#renew()
    const parsed = ipaddr.process(address)
    const bytes = parsed.toByteArray()
    const isV4 = parsed.kind() === 'ipv4'
    return {
      nearby: this.#name('nearby', bytes.slice(0, isV4 ? 3 : 7)),
      network: this.#name('network', bytes.slice(0, isV4 ? 2 : 4)),
    }
  }

  #name(kind: string, bytes: number[]): string {
    return createHmac('sha256', this.#salt)
      .update(kind)
      .update(Uint8Array.from(bytes))
      .digest('hex')
      .slice(0, 16)
  }

  async #renew(): Promise<void> {
    const epoch = Math.floor(this.now() / EPOCH)
    if (epoch === this.#epoch) return
    this.#salt = await settingOf(this.database, `salt-${epoch}`, () => randomBytes(32).toString('hex'))
    this.#epoch = epoch
    await this.database
      .deleteFrom('settings')
      .where('name', 'like', 'salt-%')
      .where('name', '!=', `salt-${epoch}`)
      .execute()
  }
}
