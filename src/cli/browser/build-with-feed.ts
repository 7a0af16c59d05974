import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A copy of a built extension that comes with another feed, its root included, by path; for the caller to remove. */
export function buildWithFeed(build: string, feed: ReadonlyMap<string, Uint8Array>): string {
  const copy = mkdtempSync(join(tmpdir(), 'masthead-feed-'))
  cpSync(build, copy, { recursive: true })
  rmSync(join(copy, 'feed'), { recursive: true })
  for (const [path, bytes] of feed) {
    const file = join(copy, 'feed', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  return copy
}
