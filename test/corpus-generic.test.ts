import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { GENERIC_DATA, genericDataModule } from '../src/cli/generate/generic-features.ts'

const corpus = inject('corpus')

it.skipIf(corpus === null)('the features that sites share are as the generator makes them', () => {
  const made = genericDataModule(join(corpus ?? '', 'visits-first.jsonl'))
  const written = readFileSync(GENERIC_DATA, 'utf8')
  // The formatter may break lines; the hashes are what counts.
  expect(made.match(/'[^']*'/g)).toEqual(written.match(/'[^']*'/g))
})
