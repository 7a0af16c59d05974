import { AWAITED_FOR, type Turns } from './turns.ts'

/** The turns of one process. */
export class LocalTurns implements Turns {
  readonly #delay: number
  readonly #taken = new Set<string>()
  readonly #freeAt = new Map<string, number>()
  readonly #awaitedUntil = new Map<string, number>()

  /** `delay` is in milliseconds, between two requests to one host. */
  constructor(delay: number) {
    this.#delay = delay
  }

  /** As `take`, at once. */
  grab(hosts: readonly string[]): boolean {
    const now = performance.now()
    const isFree = (host: string) =>
      this.#isFree(host, now) && (this.#awaitedUntil.get(host) ?? Number.NEGATIVE_INFINITY) <= now
    return hosts.every(isFree) && this.#have(hosts)
  }

  async take(hosts: readonly string[]): Promise<boolean> {
    return this.grab(hosts)
  }

  async insist(hosts: readonly string[]): Promise<boolean> {
    const now = performance.now()
    if (hosts.every((host) => this.#isFree(host, now))) return this.#have(hosts)
    for (const host of hosts) this.#awaitedUntil.set(host, now + AWAITED_FOR)
    return false
  }

  async leave(hosts: readonly string[]): Promise<void> {
    for (const host of hosts) {
      this.#taken.delete(host)
      this.#freeAt.set(host, performance.now() + this.#delay)
    }
  }

  #isFree(host: string, now: number): boolean {
    return !this.#taken.has(host) && (this.#freeAt.get(host) ?? now) <= now
  }

  #have(hosts: readonly string[]): true {
    for (const host of hosts) {
      this.#taken.add(host)
      this.#awaitedUntil.delete(host)
    }
    return true
  }
}
