import type { IncidentView } from '../messages.ts'
import { type TextKey, text } from '../texts.ts'
import { moment } from './localise.ts'

type End = Pick<IncidentView, 'isForgotten'>

/** How an incident ended, in few words: its page was seen well again, or nobody saw it altered any more. */
export const endTitle = ({ isForgotten }: End): TextKey =>
  isForgotten ? 'warning_forgotten_title' : 'warning_restored_title'

/** The same with when. */
export const endedAt = ({ isForgotten }: End, at: number): string =>
  text(isForgotten ? 'warning_forgotten' : 'warning_restored', moment(at))
