import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chownSync } from 'node:fs'
import { MASTHEAD } from './masthead.ts'

/** Whoever owns nothing, on every Linux. */
const NOBODY = 65_534

/** How a program is started by somebody who is not root, whoever runs the tests. The folder becomes their home. */
export function somebody(home: string): SpawnOptions {
  const env = { ...process.env, HOME: home, TMPDIR: home }
  if (process.getuid?.() !== 0) return { env }
  chownSync(home, NOBODY, NOBODY)
  return { env, uid: NOBODY, gid: NOBODY }
}

/** Whether they can run the program at all: root's folders may be closed to everybody else. */
export const mayRun = (user: SpawnOptions): boolean =>
  process.platform === 'linux' &&
  spawnSync(process.execPath, [MASTHEAD, '--help'], { ...user, stdio: 'ignore' }).status === 0
