import type { VerdictKind } from '../../../engine/verdict/verdict.ts'
import type { TabStatus } from '../../messages.ts'
import { text } from '../../texts.ts'
import { day, moment } from '../localise.ts'

/** Since when the page is as it is: altered, or else known; null where there is nothing to tell. */
export function since(
  { alteredSince, known }: Pick<TabStatus, 'alteredSince' | 'known'>,
  shown: VerdictKind,
): string | null {
  if (alteredSince !== null) return text('popup_altered_since', moment(alteredSince))
  const isKnown = shown === 'intact' || shown === 'changed'
  return isKnown && known !== null ? text('popup_known_since', day(known.firstSeen)) : null
}
