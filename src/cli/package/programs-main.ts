/** `npm run build:programs`: the programs as `npx masthead` starts them, in `dist/programs/built`. */
import { join } from 'node:path'
import { buildPrograms } from './programs.ts'

await buildPrograms(join(import.meta.dirname, '../../../dist/programs/built'))
