import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A pack of one pattern; what is given takes the place of what stands here. */
export const makePack = (pack: object = {}, pattern: object = {}) => ({
  pack: 'own',
  version: '2026-01-01',
  language: 'fr',
  title: 'Our own',
  patterns: [
    {
      id: 'own-claim',
      class: 'claim',
      strength: 3,
      scope: 'any',
      phrases: ['daubed over by'],
      reason: 'It stood on our own pages.',
      source: 'our own pages',
      since: '2026',
      hits: ['daubed over by nobody'],
      misses: ['nothing of the kind'],
      ...pattern,
    },
  ],
  ...pack,
})

/** Writes a pack into a folder, a setting a line; gives the path. */
export function writePack(folder: string, name: string, pack: object): string {
  const file = join(folder, name)
  writeFileSync(file, JSON.stringify(pack, null, 1))
  return file
}
