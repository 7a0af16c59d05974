import type { PropertyCheck, PropertyView } from '../../messages.ts'
import { type TextKey, text } from '../../texts.ts'

/** How a page stands, in words. */
export const stateWords = (state: PropertyView['state']): string =>
  state === 'waiting' ? text('own_waiting') : text(`verdict_${state}`)

const WHY: Record<NonNullable<PropertyCheck['why']>, TextKey> = {
  'no-answer': 'own_why_no_answer',
  'no-page': 'own_why_no_page',
  'too-large': 'own_why_too_large',
  elsewhere: 'own_why_elsewhere',
  'not-allowed': 'own_why_not_allowed',
  'not-judged': 'own_why_not_judged',
}

/** Why a check came to nothing. */
export const whyWords = (why: NonNullable<PropertyCheck['why']>): string => text(WHY[why])

/** An address without what every address begins with. */
export const shortAddress = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '')
