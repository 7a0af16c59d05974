import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as v from 'valibot'

/** The file that does nothing but walk. */
export const FLOOR_SCRIPT = 'floor/walk.js'

/** Every node of the page once, nothing read. */
const WALK = `{
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL)
  while (walker.nextNode() !== null);
}`

const manifestSchema = v.looseObject({ manifest_version: v.literal(3) })

/**
 * A copy of a build with one more script for one host: a bare walk, injected at the same moment and into the same
 * kind of world as the script it is the floor of, so that both pay for starting.
 */
export function withFloor(build: string, host: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'masthead-floor-'))
  cpSync(build, copy, { recursive: true })
  mkdirSync(dirname(join(copy, FLOOR_SCRIPT)))
  writeFileSync(join(copy, FLOOR_SCRIPT), WALK)
  const path = join(copy, 'manifest.json')
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(path, 'utf8')))
  const floor = { js: [FLOOR_SCRIPT], matches: [`https://${host}/*`], run_at: 'document_idle' }
  writeFileSync(path, JSON.stringify({ ...manifest, content_scripts: [floor] }))
  return copy
}
