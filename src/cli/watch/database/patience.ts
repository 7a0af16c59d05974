import { setTimeout as sleep } from 'node:timers/promises'

/** Between two attempts to reach a database that is down. */
const PAUSE = 1_000

/** Classes of SQLSTATE that pass: connection, transaction rollback, resources, object in use, operator's doing, system. */
const PASSING = /^(?:08|40|53|55|57|58)...$/
const CONFLICT = /^40...$/
const SQLSTATE = /^[0-9A-Z]{5}$/

/** Asks a database again and again while it is down, so that whoever waits for an answer gets one. */
export class Patience {
  readonly #signal: AbortSignal
  readonly #say: (text: string) => void
  #isDown = false

  /** What it says is one sentence, once an outage. After the signal it asks no more than once. */
  constructor(signal: AbortSignal, say: (text: string) => void) {
    this.#signal = signal
    this.#say = say
  }

  async ask<T>(query: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        const answer = await query()
        if (this.#isDown) this.#say('The database answers again; the watch goes on.\n')
        this.#isDown = false
        return answer
      } catch (error) {
        if (!isPassing(error) || this.#signal.aborted) throw error
        this.#note(error)
        // Who is to stop tries one last time.
        await sleep(PAUSE, null, { signal: this.#signal }).catch(() => {})
      }
    }
  }

  #note(error: unknown): void {
    if (CONFLICT.test(codeOf(error)) || this.#isDown) return
    this.#isDown = true
    this.#say(`The database does not answer (${whyOf(error)}); nothing is lost, the watch waits for it.\n`)
  }
}

/** Whether the same question may well be answered later. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  // Every name of a host may have been tried in vain.
  if (error instanceof AggregateError) return error.errors.some(isPassing)
  if (SQLSTATE.test(code)) return PASSING.test(code)
  return /^E[A-Z_]+$/.test(code) || /connection|timeout/i.test(error.message)
}

export function whyOf(error: unknown): string {
  if (error instanceof AggregateError) return whyOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
