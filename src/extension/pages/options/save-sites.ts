import type { SavedSites } from '../../messages.ts'
import { ask } from '../ask.ts'
import { saveText } from '../save-text.ts'

/** Hands the reader a file, and what it had no room for in further ones: `masthead.json`, `masthead-2.json`, … */
export async function saveParts(name: string, first: Promise<SavedSites>): Promise<void> {
  let { file, next } = await first
  saveText(`${name}.json`, file)
  for (let part = 2; next !== null; part++) {
    ;({ file, next } = await ask('exportSites', { hosts: null, after: next }))
    saveText(`${name}-${part}.json`, file)
  }
}
