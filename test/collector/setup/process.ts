import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'

const MAIN = join(inject('programs'), 'collector.js')

export interface CollectorProcess {
  url: string
  child: ChildProcess
  /** Resolves when it has ended. */
  ended: Promise<number | null>
}

/** The collector, as it was put together before the tests, on a port of its own. */
export function startProcess(env: Record<string, string>): Promise<CollectorProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', OWN_LOOK: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return new Promise((resolve, reject) => {
    let errors = ''
    child.stderr?.on('data', (part: Buffer) => {
      errors += part.toString()
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /"address":"(http:[^"]+)"/.exec(line)?.[1]
      if (address !== undefined) resolve({ url: address, child, ended })
    })
    void ended.then((status) => reject(new Error(`The collector ended with ${status}: ${errors}`)))
  })
}
