import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { aptInstall } from '../../src/cli/apt.ts'

const TOOLS = { Xvfb: 'xvfb', xdotool: 'xdotool' }

/** A screen that nobody sees, with a keyboard that reaches whatever has the focus on it: the browser's own questions, too. */
export interface XScreen {
  /** What programs are to be shown on, as in DISPLAY. */
  display: string
  /** Presses keys, one after another, by the names that X has for them. */
  press(...keys: string[]): void
  close(): Promise<void>
}

/** Installs by apt what a screen needs and is missing. */
export function ensureScreen(): void {
  for (const [tool, name] of Object.entries(TOOLS))
    if (!isThere(tool) && !aptInstall([name], `No ${tool} here`, console.log))
      console.log(`${tool} was not found and could not be installed; install ${name}.`)
}

export async function openScreen(): Promise<XScreen> {
  const missing = Object.entries(TOOLS).filter(([tool]) => !isThere(tool))
  if (missing.length > 0)
    throw new Error(
      `There is no screen without ${missing.map(([, name]) => name).join(' and ')}; install it.`,
    )
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const ended = once(server, 'exit')
  const told = server.stdio[3]
  if (!(told instanceof Readable)) throw new Error('Xvfb cannot say which display it took.')
  const number = await Promise.race([once(told, 'data'), ended.then(() => null)])
  if (number === null) throw new Error('Xvfb ended before it had a display; start it by hand to see why.')
  const display = `:${String(number[0]).trim()}`
  return {
    display,
    press(...keys) {
      for (const key of keys) {
        const { status, stderr } = spawnSync('xdotool', ['key', key], {
          env: { ...process.env, DISPLAY: display },
          encoding: 'utf8',
        })
        if (status !== 0) throw new Error(`The key ${key} could not be pressed: ${stderr}`)
      }
    },
    async close() {
      server.kill()
      await ended
    },
  }
}

const isThere = (tool: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$0"', tool], { stdio: 'ignore' }).status === 0
