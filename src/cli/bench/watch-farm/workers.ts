import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { usageOf } from './cores.ts'

const MASTHEAD = join(import.meta.dirname, '../../masthead.mjs')
const lineSchema = v.object({ property: v.string(), state: v.string() })

export interface RoundRun {
  /** How often the workers said that they kept a look at a property. */
  kept: Map<string, number>
  /** Looks that found nothing to judge. */
  unchecked: number
  /** Exit statuses; null of one that was killed. */
  statuses: (number | null)[]
  errors: string
  /** Milliseconds, start of the processes included, and those of a core that they used. */
  time: number
  cpu: number
}

/** One round by so many workers; `watch` may kill one of them meanwhile. */
export async function runRound(
  file: string,
  workers: number,
  watch: (children: readonly ChildProcess[]) => Promise<void>,
): Promise<RoundRun> {
  const run: RoundRun = { kept: new Map(), unchecked: 0, statuses: [], errors: '', time: 0, cpu: 0 }
  const start = performance.now()
  const children = Array.from({ length: workers }, () => startWorker(file, run))
  const ends = Promise.all(children.map((child) => once(child, 'close')))
  const used = new Map<ChildProcess, number>()
  const meter = setInterval(() => {
    for (const child of children) {
      const usage = usageOf(child.pid ?? 0)
      if (usage !== null) used.set(child, usage.own)
    }
  }, 50)
  await watch(children)
  await ends
  clearInterval(meter)
  run.cpu = [...used.values()].reduce((sum, time) => sum + time, 0)
  run.statuses = children.map((child) => child.exitCode)
  run.time = performance.now() - start
  return run
}

function startWorker(file: string, run: RoundRun): ChildProcess {
  const args = [MASTHEAD, 'watch', file, '--once', '--worker', '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), lineSchema), line)
    // The last line of one that was killed may be cut off.
    if (!parsed.success) return
    const { property, state } = parsed.output
    run.kept.set(property, (run.kept.get(property) ?? 0) + 1)
    if (state === 'unchecked') run.unchecked++
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    run.errors += text
  })
  return child
}
