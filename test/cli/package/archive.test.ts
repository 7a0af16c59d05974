import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { archive, filesUnder } from '../../../src/cli/package/archive.ts'

const ROOT = join(import.meta.dirname, '../../..')
const folders: string[] = []
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'masthead-package-'))
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

function fill(names: string[], at: number, mode: number): Uint8Array {
  const made = folder()
  mkdirSync(join(made, 'deep'))
  for (const name of names) {
    writeFileSync(join(made, name), name, { mode })
    utimesSync(join(made, name), at, at)
  }
  return archive(made, filesUnder(made))
}

it('the same files give the same bytes, whenever and in whatever order they were written', () => {
  const one = fill(['b.txt', 'a.txt', 'deep/c.txt'], 1_000_000_000, 0o600)
  expect(fill(['deep/c.txt', 'a.txt', 'b.txt'], 1_500_000_000, 0o644)).toEqual(one)
  expect(Object.keys(unzipSync(one))).toEqual(['a.txt', 'b.txt', 'deep/c.txt'])
  expect(fill(['a.txt', 'b.txt'], 1_000_000_000, 0o600)).not.toEqual(one)
})

it.each(['chrome', 'firefox'])(
  'two builds for %s give the same archive',
  (browser) => {
    const built = () => {
      const made = folder()
      execFileSync('npx', ['vite', 'build', '--mode', browser, '--outDir', made, '--logLevel', 'error'], {
        cwd: ROOT,
        stdio: 'pipe',
      })
      return archive(made, filesUnder(made))
    }
    const first = built()
    expect(Object.keys(unzipSync(first))).toContain('manifest.json')
    expect(Buffer.from(built()).equals(Buffer.from(first))).toBe(true)
  },
  180_000,
)
