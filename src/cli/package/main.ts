/**
 * `npm run package`: what the stores take, in `dist/packages`: an archive for Chrome and Edge, one for Firefox, and the
 * sources that Firefox's reviewers build it from. The same commit gives the same bytes.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { archive, filesUnder } from './archive.ts'

const ROOT = join(import.meta.dirname, '../../..')
const TARGET = join(ROOT, 'dist/packages')
const manifestSchema = v.object({ version: v.string() })

/** Writes one archive, and says where and what it is known by. */
function write(name: string, bytes: Uint8Array): void {
  writeFileSync(join(TARGET, name), bytes)
  console.log(`${createHash('sha256').update(bytes).digest('hex')}  dist/packages/${name}`)
}

/** What git keeps, as it stands on the disk. */
const sources = (): string[] =>
  execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 50_000_000 })
    .split('\0')
    .filter((file) => file !== '')

const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'))
const { version } = v.parse(manifestSchema, manifest)
mkdirSync(TARGET, { recursive: true })
for (const browser of ['chrome', 'firefox']) {
  const folder = join(ROOT, 'dist', browser)
  write(`masthead-${version}-${browser}.zip`, archive(folder, filesUnder(folder)))
}
write(`masthead-${version}-source.zip`, archive(ROOT, sources()))
