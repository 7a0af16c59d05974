import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import manifest from '../manifest.json' with { type: 'json' }
import project from '../package.json' with { type: 'json' }

it('the manifest, the package and the newest entry of the changelog are of one version', () => {
  const changes = readFileSync(join(import.meta.dirname, '../CHANGELOG.md'), 'utf8')
  expect([manifest.version, /^## (\S+)$/m.exec(changes)?.[1]]).toEqual([project.version, project.version])
})
