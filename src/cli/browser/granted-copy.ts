import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'

/**
 * A copy of a built extension that begins with the grants a reader would give by clicking: no script can answer
 * the browser's own question. Nothing else in it differs.
 */
export async function grantedCopy(extension: string, origins: readonly string[]): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'masthead-granted-'))
  await cp(extension, copy, { recursive: true })
  const file = join(copy, 'manifest.json')
  const manifest = v.parse(v.looseObject({}), JSON.parse(await readFile(file, 'utf8')))
  await writeFile(file, JSON.stringify({ ...manifest, host_permissions: origins }))
  return copy
}
