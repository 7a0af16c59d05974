import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { frontPage } from '../../browser/pages.ts'
import { MASTHEAD } from '../setup/masthead.ts'
import { mayRun, somebody } from '../setup/somebody.ts'

const folder = mkdtempSync(join(tmpdir(), 'masthead-unreadable-'))
const closed = join(folder, 'closed')
writeFileSync(join(folder, 'page.html'), frontPage())
mkdirSync(closed)
const user = somebody(folder)
chmodSync(closed, 0)
afterAll(() => {
  chmodSync(closed, 0o700)
  rmSync(folder, { recursive: true, force: true })
})

test.runIf(mayRun(user))('a folder that nobody may read is named and keeps nobody from the others', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [MASTHEAD, 'check', folder, '--json'], {
    ...user,
    encoding: 'utf8',
  })
  const lines: unknown[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(2)
  expect(lines).toContainEqual(expect.objectContaining({ target: join(folder, 'page.html'), status: 0 }))
  expect(lines).toContainEqual({
    target: closed,
    error: 'It cannot be read: you have no right to; name a file, a folder or an http address.',
  })
  expect({ stderr, status }).toEqual({ stderr: '', status: 3 })
})
