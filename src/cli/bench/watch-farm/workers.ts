import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { usageOf } from './cores.ts'
import { holdTo } from './share.ts'

const MASTHEAD = join(import.meta.dirname, '../../masthead.mjs')
const lineSchema = v.object({ property: v.string(), state: v.string() })

/** Who works. */
export interface Workers {
  workers: number
  /** What each may use of a core at most; all there is where it is left out. */
  share?: number
  /** The program they run, where it is not this one from its sources. */
  program?: string
}

/** What workers said. */
export interface Heard {
  /** How often they said that they kept a look at a property. */
  kept: Map<string, number>
  /** Looks that found nothing to judge. */
  unchecked: number
  errors: string
}

export interface RoundRun extends Heard {
  /** Exit statuses; null of one that was killed. */
  statuses: (number | null)[]
  /** Milliseconds, start of the processes included. */
  time: number
  /** Milliseconds of a core that the workers used, each from the first look on that it kept. */
  cpu: number
}

/** One round by so many workers, each held to a share of a core where one is given; `watch` may kill one meanwhile. */
export async function runRound(
  file: string,
  kind: Workers,
  watch: (children: readonly ChildProcess[]) => Promise<void>,
): Promise<RoundRun> {
  const start = performance.now()
  const { run, children, ended } = startWorkers(file, ['--once'], kind)
  const meters = children.map(meterOf)
  await watch(children)
  await ended
  const cpu = meters.reduce((sum, meter) => sum + meter(), 0)
  const statuses = children.map((child) => child.exitCode)
  return { ...run, cpu, statuses, time: performance.now() - start }
}

/** A watch that goes on by so many workers, for as long as `watch` takes, which is told what they have used of a core by now. */
export async function runOn(
  file: string,
  kind: Workers,
  watch: (used: () => number) => Promise<void>,
): Promise<Heard> {
  const { run, children, ended } = startWorkers(file, [], kind)
  try {
    await watch(() => children.reduce((sum, { pid = 0 }) => sum + (usageOf(pid)?.own ?? Number.NaN), 0))
  } finally {
    for (const child of children) child.kill()
    await ended
  }
  return run
}

function startWorkers(
  file: string,
  flags: readonly string[],
  { workers, share, program = MASTHEAD }: Workers,
) {
  const run: Heard = { kept: new Map(), unchecked: 0, errors: '' }
  const children = Array.from({ length: workers }, () => startWorker(program, file, flags, run))
  const ended = Promise.all(children.map((child) => once(child, 'close')))
  if (share !== undefined) for (const child of children) holdTo(share, child)
  return { run, children, ended }
}

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

function startWorker(program: string, file: string, flags: readonly string[], run: Heard): ChildProcess {
  const args = [program, 'watch', file, ...flags, '--worker', '--json']
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
