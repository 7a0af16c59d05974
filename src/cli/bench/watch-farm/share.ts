import type { ChildProcess } from 'node:child_process'
import { usageOf } from './cores.ts'

/** Milliseconds between two looks at what a process used. */
const EVERY = 20
/** Milliseconds of a core that a process which waited may use at once. */
const CREDIT = 60

/**
 * Holds a process to a share of a core until it ends, by stopping it whenever it has used more: a slow machine of its
 * own. So several can be compared with one where there are fewer cores than processes.
 */
export function holdTo(share: number, child: ChildProcess): void {
  const { pid } = child
  if (pid === undefined) return
  let used = usageOf(pid)?.own ?? 0
  let seen = performance.now()
  let left = CREDIT
  let isStopped = false
  const timer = setInterval(() => {
    const now = performance.now()
    const total = usageOf(pid)?.own ?? used
    left = Math.min(CREDIT, left + (now - seen) * share - (total - used))
    seen = now
    used = total
    if (left < 0 === isStopped) return
    isStopped = !isStopped
    child.kill(isStopped ? 'SIGSTOP' : 'SIGCONT')
  }, EVERY)
  child.once('close', () => clearInterval(timer))
}
