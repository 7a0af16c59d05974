import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { inject } from 'vitest'

/** The program, as it was put together before the tests. */
export const MASTHEAD = join(inject('programs'), 'masthead.js')

export interface Run {
  status: number
  out: string
  err: string
}

/** Runs the program as a user would, to its end. */
export const masthead = (...args: string[]): Promise<Run> => mastheadIn(process.cwd(), ...args)

/** The same where the user stands in a folder. */
export const mastheadIn = (cwd: string, ...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [MASTHEAD, ...args], { cwd }, (_, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    )
  })

/** What a run says in JSON, where that is one line and nothing else is said. */
export function lineOf({ out, err }: Run): unknown {
  if (err !== '' || !/^[^\n]+\n$/.test(out)) throw new Error(`This is not one line: ${out}${err}`)
  return JSON.parse(out)
}
