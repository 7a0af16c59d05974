import type { Database } from '../database/open.ts'
import type { Patience } from '../database/patience.ts'
import type { Turns } from '../hosts/turns.ts'
import { type Hold, holdHosts, type Lease, letGo, markAwaited, releaseHost } from './hosts.ts'
import { visitOf } from './jobs.ts'

/** The turns of all workers, for the hosts that one check is led to. */
export class DatabaseTurns implements Turns {
  readonly #database: Database
  readonly #patience: Patience
  readonly #lease: Lease
  readonly #pause: number

  /** `pause` is in milliseconds, between two requests to one host. */
  constructor(database: Database, patience: Patience, lease: Lease, pause: number) {
    this.#database = database
    this.#patience = patience
    this.#lease = lease
    this.#pause = pause
  }

  take(hosts: readonly string[]): Promise<boolean> {
    return this.#take(hosts, true)
  }

  async insist(hosts: readonly string[]): Promise<boolean> {
    if (await this.#take(hosts, false)) return true
    for (const host of hosts) await this.#patience.ask(() => markAwaited(this.#database, host))
    return false
  }

  #take(hosts: readonly string[], isPatient: boolean): Promise<boolean> {
    return this.#patience.ask(() =>
      this.#database.transaction().execute(async (write) => {
        const held = await holdHosts(write, hosts.map(this.#hold), isPatient)
        if (held.size === hosts.length) return true
        await letGo(write, [...held])
        return false
      }),
    )
  }

  /** Each by itself: who has several rows at once might wait for one who waits for them. */
  async leave(hosts: readonly string[]): Promise<void> {
    for (const host of hosts)
      await this.#patience.ask(() => releaseHost(this.#database, this.#hold(host), this.#pause))
  }

  readonly #hold = (host: string): Hold => {
    const { worker, check } = this.#lease
    return { host, worker, job: visitOf(check) }
  }
}
