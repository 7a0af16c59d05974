import { type SiteSignature, STANDINGS } from '../signature.ts'

/** What became of an imported site: new here, put in the place of what is believed less, or not taken. */
export type Imported = 'added' | 'replaced' | 'kept'

/**
 * Which of two signatures of a host stays. What is here is only replaced by what is more to be believed, unless
 * whoever imports asks for it.
 */
export function merge(
  here: SiteSignature | null,
  imported: SiteSignature,
  isForced: boolean,
): { result: Imported; site: SiteSignature } {
  if (here === null) return { result: 'added', site: imported }
  if (isForced || isMoreTrusted(imported, here)) return { result: 'replaced', site: imported }
  return { result: 'kept', site: here }
}

/** By the best standing of any template, then by how many are trusted. */
function isMoreTrusted(a: SiteSignature, b: SiteSignature): boolean {
  return best(a) === best(b) ? trusted(a) > trusted(b) : best(a) > best(b)
}

const best = ({ templates }: SiteSignature): number =>
  templates.reduce((most, { standing }) => Math.max(most, STANDINGS.indexOf(standing)), -1)

const trusted = ({ templates }: SiteSignature): number =>
  templates.filter(({ standing }) => standing === 'trusted').length
