import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Writes a file whole or not at all: beside it first, onto the disk, then in its place. A full disk leaves what was
 * there.
 */
export const writeWhole = (path: string, bytes: Uint8Array): void => writeTogether([[path, bytes]])

/** The same for files that belong together: none takes its place before all of them are on the disk. */
export function writeTogether(files: readonly (readonly [path: string, bytes: Uint8Array])[]): void {
  let at = ''
  try {
    for (const [path, bytes] of files) {
      at = path
      writeBeside(path, bytes)
    }
    for (const [path] of files) {
      at = path
      renameSync(partOf(path), path)
    }
  } catch (cause) {
    for (const [path] of files) rmSync(partOf(path), { force: true })
    throw new Error(`${at} cannot be written; make room on the disk or set FEED_DIR to another folder.`, {
      cause,
    })
  }
}

const partOf = (path: string): string => `${path}.part`

function writeBeside(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(partOf(path), 'w')
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Deletes what is in a part of the feed's folder and that no head names any more, by its path from there. */
export function removeOthers(folder: string, part: string, kept: ReadonlySet<string>): void {
  if (!existsSync(join(folder, part))) return
  for (const name of readdirSync(join(folder, part)))
    if (!kept.has(`${part}/${name}`)) rmSync(join(folder, part, name))
}
