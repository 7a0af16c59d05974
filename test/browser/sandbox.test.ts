import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { MASTHEAD } from '../cli/setup/masthead.ts'
import { mayRun, somebody } from '../cli/setup/somebody.ts'
import { browsersIn } from './command-lines.ts'
import { frontPage } from './pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'masthead-sandbox-'))
const file = join(folder, 'page.html')
writeFileSync(file, frontPage())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const user = somebody(folder)

test.runIf(mayRun(user))(
  'who is not root has Chromium keep the pages of strangers in its sandbox, or is told that it has none',
  async () => {
    const child = spawn(
      process.execPath,
      [MASTHEAD, 'check', '--render', '--browser', 'chromium', file],
      user,
    )
    const started = new Set<string>()
    const timer = setInterval(() => {
      for (const line of browsersIn(folder)) started.add(line)
    }, 100)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => {
        said += part
      })
    const [status] = await once(child, 'close')
    clearInterval(timer)
    if (status === 0) expect([...started]).not.toEqual([])
    else expect(said).toContain('has no sandbox on this machine')
    expect([...started].filter((line) => line.includes('--no-sandbox'))).toEqual([])
  },
)
