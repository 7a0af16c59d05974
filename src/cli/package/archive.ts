import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { zipSync } from 'fflate'

/** Archives say when a file was written; ours always say the same, so that the same files give the same bytes. */
const WRITTEN = new Date(2020, 0, 1)

/** Every file under a folder, by its path in it with `/` between the parts. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

/** A zip of these files of a folder: the same bytes whatever the disk's order, clock, time zone or rights. */
export function archive(folder: string, files: readonly string[]): Uint8Array {
  const named = files.toSorted().map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))])
  return zipSync(Object.fromEntries(named), { level: 9, mtime: WRITTEN })
}
