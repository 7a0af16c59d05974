import { execFile } from 'node:child_process'
import { join } from 'node:path'

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
    const program = join(import.meta.dirname, '../../../src/cli/masthead.mjs')
    const child = execFile(program, args, { cwd }, (_, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    )
  })
