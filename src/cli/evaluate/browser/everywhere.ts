import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'

const manifestSchema = v.looseObject({ manifest_version: v.literal(3) })

/**
 * A copy of the built extension that may read every host: what a reader grants site by site on a click is granted
 * here beforehand. Nothing else is changed. Gives the copy's folder.
 */
export function grantedEverywhere(build: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'masthead-granted-'))
  cpSync(build, copy, { recursive: true })
  const path = join(copy, 'manifest.json')
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(path, 'utf8')))
  writeFileSync(path, JSON.stringify({ ...manifest, host_permissions: ['*://*/*'] }))
  return copy
}
