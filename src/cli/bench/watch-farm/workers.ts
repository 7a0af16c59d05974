import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { usageOf } from './cores.ts'
import { holdTo } from './share.ts'

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
  /** Milliseconds, start of the processes included. */
  time: number
  /** Milliseconds of a core that the workers used, each from the first look on that it kept. */
  cpu: number
}

/** One round by so many workers, each held to a share of a core where one is given; `watch` may kill one meanwhile. */
export async function runRound(
  file: string,
  { workers, share }: { workers: number; share?: number },
  watch: (children: readonly ChildProcess[]) => Promise<void>,
): Promise<RoundRun> {
  const run = emptyRun()
  const start = performance.now()
  const children = Array.from({ length: workers }, () => startWorker(file, ['--once'], run))
  const ends = Promise.all(children.map((child) => once(child, 'close')))
  const meters = children.map(meterOf)
  if (share !== undefined) for (const child of children) holdTo(share, child)
  await watch(children)
  await ends
  run.cpu = meters.reduce((sum, meter) => sum + meter(), 0)
  run.statuses = children.map((child) => child.exitCode)
  run.time = performance.now() - start
  return run
}

/** A watch that goes on by so many workers, each held to a share of a core, for as long as `watch` takes. */
export async function runOn(
  file: string,
  { workers, share }: { workers: number; share: number },
  watch: (used: () => number) => Promise<void>,
): Promise<RoundRun> {
  const run = emptyRun()
  const children = Array.from({ length: workers }, () => startWorker(file, [], run))
  const ends = Promise.all(children.map((child) => once(child, 'close')))
  for (const child of children) holdTo(share, child)
  try {
    await watch(() => children.reduce((sum, { pid = 0 }) => sum + (usageOf(pid)?.own ?? Number.NaN), 0))
  } finally {
    for (const child of children) child.kill()
    await ends
  }
  return run
}

const emptyRun = (): RoundRun => ({
  kept: new Map(),
  unchecked: 0,
  statuses: [],
  errors: '',
  time: 0,
  cpu: 0,
})

/** Reads what a process uses until it ends; gives how much that was since its first line. */
function meterOf(child: ChildProcess): () => number {
  const used = () => usageOf(child.pid ?? 0)?.own ?? 0
  let first = 0
  let last = 0
  child.stdout?.once('data', () => {
    first = used()
  })
  const timer = setInterval(() => {
    last = Math.max(last, used())
  }, 50)
  child.once('close', () => clearInterval(timer))
  return () => Math.max(0, last - first)
}

function startWorker(file: string, flags: readonly string[], run: RoundRun): ChildProcess {
  const args = [MASTHEAD, 'watch', file, ...flags, '--worker', '--json']
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
