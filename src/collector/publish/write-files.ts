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
export function writeWhole(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const part = `${path}.part`
  try {
    const file = openSync(part, 'w')
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
  } catch (cause) {
    rmSync(part, { force: true })
    throw new Error(`${path} cannot be written; make room on the disk or set FEED_DIR to another folder.`, {
      cause,
    })
  }
}

/** Deletes what is in a part of the feed's folder and that no head names any more, by its path from there. */
export function removeOthers(folder: string, part: string, kept: ReadonlySet<string>): void {
  if (!existsSync(join(folder, part))) return
  for (const name of readdirSync(join(folder, part)))
    if (!kept.has(`${part}/${name}`)) rmSync(join(folder, part, name))
}
