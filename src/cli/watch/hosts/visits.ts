import { HostBusy } from '../../fetch/host-busy.ts'
import type { Turns } from './turns.ts'

/** Milliseconds between two attempts to get a host that others have. */
const PAUSE = 250
/** So long, beside the time until a second look, is waited for the turn of it. */
const PATIENCE = 60_000

export const longestWait = (confirmAfter: number): number => confirmAfter + PATIENCE

export interface VisitParts {
  /** The host of the check, which is its own all the time. */
  own: string
  turns: Turns
  /** Hosts that the check has with it from the start, since it was led there before. */
  held: readonly string[]
  /** Milliseconds after which the turn of a second look is not waited for any longer. */
  longest: number
  wait(time: number): Promise<unknown>
}

/**
 * The hosts beside its own that a check is led to. It never waits for one while it could come again later: what cannot be had
 * at once throws `HostBusy`, and the check is to be put off until all that it needs are free together.
 */
export class Visits {
  readonly #parts: VisitParts
  readonly #held: Set<string>
  readonly #led = new Set<string>()

  constructor(parts: VisitParts) {
    this.#parts = parts
    this.#held = new Set(parts.held)
  }

  /** Where the check was led, the host that was busy included. */
  get led(): readonly string[] {
    return [...this.#led]
  }

  /** Before the page leads to another host. */
  async enter(host: string): Promise<void> {
    if (host !== this.#parts.own) this.#led.add(host)
    await this.aside(host)
  }

  /** Before anything else leads to another host. */
  async aside(host: string): Promise<void> {
    if (host === this.#parts.own || this.#held.has(host)) return
    if (!(await this.#parts.turns.take([host]))) throw new HostBusy(host)
    this.#held.add(host)
  }

  /** Lets all go: nobody waits for them while this check waits for something else. */
  async leave(): Promise<void> {
    const held = [...this.#held]
    this.#held.clear()
    if (held.length > 0) await this.#parts.turns.leave(held)
  }

  /** Waits until all are free that the page led to, and has them for the second look, which would be lost with the first. */
  async again(): Promise<void> {
    const { turns, wait, longest } = this.#parts
    const hosts = this.led
    if (hosts.length === 0) return
    const end = performance.now() + longest
    while (!(await turns.insist(hosts))) {
      if (performance.now() > end) throw new HostBusy(hosts.join(', '))
      await wait(PAUSE)
    }
    for (const host of hosts) this.#held.add(host)
  }
}
