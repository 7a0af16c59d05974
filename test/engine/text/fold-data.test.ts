import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldDataModule } from '../../../src/cli/generate/fold-table.ts'
import { FOLD_DATA } from '../../../src/cli/generate/main.ts'

test('the fold table is what its script makes of this Unicode version', ({ skip }) => {
  const shipped = readFileSync(FOLD_DATA, 'utf8')
  const version = /Unicode ([\d.]+);/.exec(shipped)?.[1]
  if (version !== process.versions.unicode)
    skip(`the table was made with Unicode ${version}, this Node has ${process.versions.unicode}`)
  expect(foldDataModule()).toBe(shipped)
})
