import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

const COUNT = `
const end = Date.now() + 3000
let rounds = 0
while (Date.now() < end) { JSON.parse(JSON.stringify({ list: Array.from({ length: 500 }, (_, i) => 'text ' + i) })); rounds++ }
console.log(rounds)
`

/** How often each is measured: the best counts, since whatever else the machine does only takes away. */
const TIMES = 3

/** How much more so many processes that only compute get done than one: the most that more workers can bring here. */
export async function coresLimit(processes: number): Promise<number> {
  let alone = 0
  let together = 0
  for (let time = 0; time < TIMES; time++) {
    alone = Math.max(alone, await counted())
    const counts = await Promise.all(Array.from({ length: processes }, counted))
    together = Math.max(
      together,
      counts.reduce((sum, count) => sum + count, 0),
    )
  }
  return together / alone
}

async function counted(): Promise<number> {
  const child = spawn(process.execPath, ['-e', COUNT], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString()
  })
  await once(child, 'close')
  return Number(text)
}

/** Milliseconds of one tick of the kernel's clock, in which it counts for everybody alike (100 a second). */
const TICK = 10

interface Usage {
  parent: number
  /** Milliseconds of a core, and those of children that have ended. */
  own: number
  ended: number
}

/** What a process has used by now; null where it has ended, or where the system has no /proc. */
export function usageOf(pid: number | string): Usage | null {
  try {
    // The name of the program stands in brackets, and may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
    return { parent: fields[1] ?? 0, own: (user + system) * TICK, ended: (childUser + childSystem) * TICK }
  } catch {
    return null
  }
}

/** Milliseconds of a core that a process and all its children have used, those that have ended included. */
export function familyTime(pid: number): number {
  const root = usageOf(pid)
  if (root === null) return Number.NaN
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(usageOf)
  return children.reduce(
    (sum, usage) => (usage?.parent === pid ? sum + usage.own : sum),
    root.own + root.ended,
  )
}
