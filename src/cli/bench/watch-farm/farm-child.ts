import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as v from 'valibot'
import { type Answer, type Ask, answerSchema } from './messages.ts'

/** A farm in another process. */
export class FarmChild {
  readonly #child: ChildProcess
  readonly port: number

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  static async start(sites: number): Promise<FarmChild> {
    const file = join(import.meta.dirname, 'farm-process.ts')
    const child = fork(file, [String(sites)], { execArgv: ['--import', 'tsx'] })
    const [message] = await once(child, 'message')
    return new FarmChild(child, v.parse(answerSchema, message).port)
  }

  async ask(ask: Ask): Promise<Answer> {
    const answered = once(this.#child, 'message')
    this.#child.send(ask)
    const [message] = await answered
    return v.parse(answerSchema, message)
  }

  stop(): void {
    this.#child.kill()
  }
}
