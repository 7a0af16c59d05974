import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { patternsFromFiles } from '../../src/cli/patterns-file.ts'
import { keyOf, shippedKey, shippedPatterns } from '../../src/engine/patterns/shipped.ts'
import { makePack, writePack } from './watch/setup/patterns.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-patterns-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, ...parts: Parameters<typeof makePack>) =>
  writePack(folder, name, makePack(...parts))

it('gives what ships where there is no file', () => {
  expect(patternsFromFiles([])).toBe(shippedPatterns())
  expect(keyOf(patternsFromFiles([]))).toBe(shippedKey())
})

it('gives the packs of all files beside what ships, and names them', () => {
  const set = patternsFromFiles([
    write('a.json', {}),
    write('b.json', { pack: 'own-2', version: '2026-02-01' }, { id: 'own-2-claim' }),
  ])
  expect(set.packs).toEqual([
    ...shippedPatterns().packs,
    { pack: 'own', version: '2026-01-01' },
    { pack: 'own-2', version: '2026-02-01' },
  ])
  expect(set.entries.map(({ pattern }) => pattern.id)).toEqual(
    expect.arrayContaining(['own-claim', 'own-2-claim']),
  )
  expect(keyOf(set)).toBe(`${shippedKey()} + own of 2026-01-01 + own-2 of 2026-02-01`)
})

it('lets a pack take the place of an older one that ships', () => {
  const set = patternsFromFiles([write('a.json', { pack: 'nl', version: '2999-01-01' })])
  expect(set.packs.filter(({ pack }) => pack === 'nl')).toEqual([{ pack: 'nl', version: '2999-01-01' }])
})

it('names the file that is wrong, and what is wrong in it', () => {
  const good = write('good.json')
  const refused = (name: string, ...parts: Parameters<typeof makePack>) => {
    const file = write(name, ...parts)
    try {
      patternsFromFiles([good, file])
    } catch (error) {
      return String(error).replace(`Error: ${folder}/`, '')
    }
    return ''
  }
  expect(() => patternsFromFiles([join(folder, 'none.json')])).toThrow(
    /none\.json cannot be read: there is no such file;/,
  )
  expect(refused('class.json', { pack: 'b' }, { id: 'b', class: 'shout' })).toMatch(
    /^class\.json, line 9: patterns\.0\.class: give "claim", /,
  )
  expect(refused('key.json', { pack: 'b' }, { id: 'b', phrase: [] })).toMatch(
    /^key\.json, line \d+: patterns\.0 has no setting "phrase"\.$/,
  )
  expect(refused('name.json', {}, { id: 'b' })).toBe(
    `name.json: the pack in ${good} is named "own", too; give one of them another name.`,
  )
  expect(refused('id.json', { pack: 'b' })).toBe(
    'id.json: Pack "b", pattern "own-claim": the id is used twice; choose another.',
  )
  expect(refused('phrase.json', { pack: 'b' }, { id: 'b', phrases: ['{a'] })).toMatch(
    /^phrase\.json: Pack "b", pattern "b": /,
  )
  expect(refused('old.json', { pack: 'nl', version: '2000-01-01' }, { id: 'b' })).toBe(
    'old.json: the pack "nl" that ships with Masthead is not older than 2000-01-01; give a later "version", or another ' +
      'name in "pack".',
  )
  const shipped = shippedPatterns().packs.find(({ pack }) => pack === 'nl')?.version
  expect(refused('same.json', { pack: 'nl', version: shipped }, { id: 'b' })).toContain('is not older')
})
