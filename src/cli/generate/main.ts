/** Writes every generated file of the project anew: `npm run generate`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foldDataModule } from './fold-table.ts'
import { ICONS, iconFiles } from './icons.ts'

export const FOLD_DATA = fileURLToPath(new URL('../../engine/text/fold-data.ts', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(FOLD_DATA, foldDataModule())
  console.log('Wrote src/engine/text/fold-data.ts')
  const icons = await iconFiles()
  for (const { file, png } of icons) writeFileSync(join(ICONS, file), png)
  console.log(`Wrote ${icons.length} pictures in icons/`)
}
