import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const packageSchema = v.object({ version: v.string() })

/** Of this program, as feeds ask for it. */
export const { version } = v.parse(
  packageSchema,
  JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')),
)
