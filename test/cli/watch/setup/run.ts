import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MASTHEAD } from '../../setup/masthead.ts'

export interface Run {
  status: number | null
  out: string
  err: string
}

/** Writes the file of properties into a folder, with no pauses unless the test wants some. */
export function writeConfig(folder: string, config: object): string {
  const file = join(folder, 'watch.json')
  const quick = { 'confirm-after-seconds': 0, 'delay-seconds': 0, 'allow-private': true }
  writeFileSync(file, JSON.stringify({ ...quick, ...config }))
  return file
}

export const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [MASTHEAD, 'watch', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })

export async function ended(child: ChildProcess): Promise<Run> {
  const run: Run = { status: null, out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    run.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    run.err += text
  })
  await once(child, 'close')
  run.status = child.exitCode
  return run
}

export const watchOnce = (file: string, ...args: string[]): Promise<Run> =>
  ended(start(file, '--once', ...args))
