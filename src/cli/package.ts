import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import * as v from 'valibot'

/** Archives say when a file was written; ours always say the same, so that the same build gives the same bytes. */
const WRITTEN = new Date(2020, 0, 1)

const DIST = join(import.meta.dirname, '../../dist')
const manifestSchema = v.object({ version: v.string() })

/** A folder's files by their path in it, in an order that does not depend on the disk. */
function filesOf(folder: string): Zippable {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const named = entries.map((file) => [
    relative(folder, file).split(sep).join('/'),
    new Uint8Array(readFileSync(file)),
  ])
  return Object.fromEntries(named)
}

/** Writes the archive that a store takes, and says where. */
function archive(browser: string): void {
  const folder = join(DIST, browser)
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const { version } = v.parse(manifestSchema, manifest)
  const target = join(DIST, 'packages', `masthead-${version}-${browser}.zip`)
  mkdirSync(join(DIST, 'packages'), { recursive: true })
  writeFileSync(target, zipSync(filesOf(folder), { level: 9, mtime: WRITTEN }))
  console.log(target)
}

for (const browser of ['chrome', 'firefox']) archive(browser)
