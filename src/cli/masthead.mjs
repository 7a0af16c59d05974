#!/usr/bin/env node
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROOT = join(import.meta.dirname, '../..')
/** The program as `npm run build` puts it into few files, which starts in half the time. */
const BUILT = join(ROOT, 'dist/programs/built')

/**
 * Whether it still lies where it was built, for it knows its place, and nothing that it was made of was changed or taken
 * away since: who changes a source never runs the old one.
 */
function isCurrent() {
  try {
    const list = join(BUILT, 'sources.json')
    const made = statSync(list).mtimeMs
    const { root, files } = JSON.parse(readFileSync(list, 'utf8'))
    return root === ROOT && files.every((file) => statSync(join(ROOT, file)).mtimeMs < made)
  } catch {
    return false
  }
}

if (isCurrent()) await import(pathToFileURL(join(BUILT, 'masthead.js')).href)
else {
  const { register } = await import('tsx/esm/api')
  // Wherever it is called from: the folder that somebody stands in may have settings of its own, or none.
  register({ tsconfig: join(ROOT, 'tsconfig.json') })
  await import('./main.ts')
}
