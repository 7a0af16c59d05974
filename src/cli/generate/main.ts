/**
 * Writes the table that letters are folded by and the pictures of the icons anew: `npm run generate`, which then has
 * `test/pages/make-newsroom.ts` write its test pages. What is learned from pages has commands of its own.
 */
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
