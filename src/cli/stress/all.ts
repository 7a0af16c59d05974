import type { Disguise } from './disguise.ts'
import { EXTRA_DISGUISES, WRITTEN_DISGUISES } from './disguises/behind.ts'
import { LETTER_DISGUISES } from './disguises/letters.ts'
import { MARKUP_DISGUISES } from './disguises/markup.ts'
import { SPACING_DISGUISES } from './disguises/spacing.ts'

/** Every disguise there is. */
export const DISGUISES: readonly Disguise[] = [
  ...LETTER_DISGUISES,
  ...SPACING_DISGUISES,
  ...MARKUP_DISGUISES,
  ...WRITTEN_DISGUISES,
  ...EXTRA_DISGUISES,
]
