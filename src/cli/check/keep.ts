import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Seen } from '../evidence/write.ts'
import { whyUnwritten } from '../files.ts'
import { plain } from '../texts.ts'

/** Where bundles go, and the file of the key that signs them. */
export interface Keep {
  folder: string
  key: string
}

/** Writes a browser's picture of a target into a folder. */
export function keepPicture(folder: string, target: string, picture: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, pictureName(target)), picture)
  } catch (error) {
    sayLost('picture', target, folder, error)
  }
}

/** Writes the bundle of an altered page, and says where it is. */
export async function keepBundle({ folder, key }: Keep, target: string, seen: Seen): Promise<void> {
  const { writeBundle } = await import('../evidence/write.ts')
  try {
    process.stderr.write(`${await writeBundle(seen, key, folder)}\n`)
  } catch (error) {
    sayLost('evidence', target, folder, error)
  }
}

/** A disk that is full must not swallow what was found: the finding is told all the same. */
function sayLost(what: string, target: string, folder: string, error: unknown): void {
  process.stderr.write(
    `The ${what} of ${plain(target)} could not be kept (${whyUnwritten(error)}); see whether ${folder} is a folder that can be written to.\n`,
  )
}

/** A target's name as one of a file. */
const pictureName = (target: string): string =>
  `${target
    .replace(/^https?:\/\//i, '')
    .replace(/[^a-z0-9.-]+/gi, '_')
    .slice(0, 120)}.png`
