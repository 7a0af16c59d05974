import type { SiteSignature } from '../signature.ts'

/** What became of an imported site: new here, put in the place of what was here, or not taken. */
export type Imported = 'added' | 'replaced' | 'kept'

/**
 * Which of two signatures of a host stays. What is here is only replaced where whoever imports asks for it: how far a
 * file is to be believed is not for the file to say.
 */
export function merge(
  here: SiteSignature | null,
  imported: SiteSignature,
  isForced: boolean,
): { result: Imported; site: SiteSignature } {
  if (here === null) return { result: 'added', site: imported }
  return isForced ? { result: 'replaced', site: imported } : { result: 'kept', site: here }
}
