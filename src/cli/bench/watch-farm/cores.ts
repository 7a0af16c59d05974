import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'

const COUNT = `
const end = Date.now() + 3000
let rounds = 0
while (Date.now() < end) { JSON.parse(JSON.stringify({ list: Array.from({ length: 500 }, (_, i) => 'text ' + i) })); rounds++ }
console.log(rounds)
`

/** How much more two processes that only compute get done than one: the most that more workers can bring on two cores. */
export async function coresLimit(processes: number): Promise<number> {
  const [alone = 1] = await Promise.all([counted()])
  const together = await Promise.all(Array.from({ length: processes }, counted))
  return together.reduce((sum, count) => sum + count, 0) / alone
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

/** Milliseconds that all cores of the machine were busy since it was started. */
export const busyTime = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0)
