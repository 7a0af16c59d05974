import type { Logger } from 'pino'
import { messageOf } from './http/app.ts'
import type { Metrics } from './metrics.ts'

/** Work that is done again and again, one round after another; a round that fails is logged and tried again. */
export class Rounds {
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  #isStopped = false

  constructor(
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  /** @param pause Milliseconds between the end of a round and the next. */
  every(pause: number, name: string, work: () => Promise<unknown>): void {
    const go = () => {
      const running = this.#once(name, work).then(() => {
        this.#running.delete(running)
        if (this.#isStopped) return
        const timer = setTimeout(() => {
          this.#timers.delete(timer)
          go()
        }, pause)
        this.#timers.add(timer)
      })
      this.#running.add(running)
    }
    go()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    for (const timer of this.#timers) clearTimeout(timer)
    await Promise.all(this.#running)
  }

  async #once(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.metrics.failures.inc({ round: name })
      this.logger.error({ round: name, cause: messageOf(error) }, 'a round failed; it is tried again')
    }
  }
}
