import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
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

/** Milliseconds until Chromium's question, which nothing of a page can see, takes keys. */
const DRAWN = 2_000

/** Denies what Chromium just asked for: that is where its question stands. */
export async function deny(screen: XScreen): Promise<void> {
  await pause(DRAWN)
  screen.press('Return')
}

/** Allows it, which is one further. */
export async function allow(screen: XScreen): Promise<void> {
  await pause(DRAWN)
  screen.press('Tab', 'Return')
}

/** Opens one; what it needs is installed by apt where it is missing. */
export async function openScreen(): Promise<XScreen> {
  for (const [tool, name] of Object.entries(TOOLS))
    if (!isThere(tool) && !aptInstall([name], `No ${tool} here`, console.log))
      throw new Error(`${tool} was not found and could not be installed; install ${name}.`)
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const told = server.stdio[3]
  if (!(told instanceof Readable)) throw new Error('Xvfb cannot say which display it took.')
  const [number] = await once(told, 'data')
  const display = `:${String(number).trim()}`
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
      const ended = once(server, 'exit')
      server.kill()
      await ended
    },
  }
}

const isThere = (tool: string): boolean =>
  spawnSync('sh', ['-c', 'command -v "$0"', tool], { stdio: 'ignore' }).status === 0
