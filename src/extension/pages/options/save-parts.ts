import type { SavedSites } from '../../messages.ts'
import { text } from '../../texts.ts'
import { ask } from '../ask.ts'
import { number } from '../localise.ts'
import { saveText } from '../save-text.ts'

/**
 * Hands the reader a file, and what it had no room for in further ones: `masthead.json`, `masthead-2.json`, … Gives how
 * many there are.
 */
export async function saveParts(name: string, first: Promise<SavedSites>): Promise<number> {
  let { file, next } = await first
  let parts = 1
  saveText(`${name}.json`, file)
  while (next !== null) {
    ;({ file, next } = await ask('exportSites', { hosts: null, after: next }))
    saveText(`${name}-${++parts}.json`, file)
  }
  return parts
}

/** What a reader has to know of several files; nothing where there is one. */
export const partsTold = (parts: number): string => (parts === 1 ? '' : text('backup_parts', number(parts)))
