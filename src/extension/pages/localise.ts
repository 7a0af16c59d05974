import { ensureTranslations } from '../ensure-translations.ts'
import { direction, language, type TextKey, text } from '../texts.ts'
import { DAY, dayNumber } from './day-number.ts'

/** Sets what the static HTML of a page cannot know: its language, its direction and its title. To be awaited first. */
export async function localise(title: TextKey): Promise<void> {
  await ensureTranslations()
  document.documentElement.lang = language()
  document.documentElement.dir = direction()
  document.title = text(title)
}

/** A moment in the reader's own format. */
export function moment(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** A day in the reader's own format. */
export function day(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(at)
}

const STEPS = [
  { unit: 'year', length: 365 * DAY },
  { unit: 'month', length: 30 * DAY },
  { unit: 'week', length: 7 * DAY },
  { unit: 'day', length: DAY },
  { unit: 'hour', length: 3_600_000 },
  { unit: 'minute', length: 60_000 },
] as const

/** How long ago a day was: "today", "3 days ago". */
export function daysAgo(at: number, now = Date.now()): string {
  const days = Math.max(0, dayNumber(now) - dayNumber(at))
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' })
  return days < 60 ? format.format(-days, 'day') : ago(at, now)
}

/** How long ago something was, in the largest unit that it fills: "3 minutes ago". */
export function ago(at: number, now = Date.now()): string {
  const passed = Math.max(0, now - at)
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' })
  const step = STEPS.find(({ length }) => passed >= length)
  return step === undefined
    ? format.format(0, 'minute')
    : format.format(-Math.floor(passed / step.length), step.unit)
}

/** A number in the reader's own format; in a column all have as many digits (`least`) behind the point. */
export function number(value: number, least = 0): string {
  const digits = { minimumFractionDigits: least, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(language(), digits).format(value)
}

/** A country or part of the world by its code (BCP 47), in the reader's language; null where it has no name there. */
export const regionName = (code: string): string | null =>
  new Intl.DisplayNames(language(), { type: 'region', fallback: 'none' }).of(code) ?? null

/** Names as the reader's language lists them. */
export const listOf = (names: readonly string[]): string => new Intl.ListFormat(language()).format(names)

/** A language by its code, in the reader's language; what is no code stays as it is. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type: 'language' }).of(code) ?? code
  } catch {
    // A page may call its language what it likes, and much that looks like a code is refused: "fr-fr-fr".
    return code
  }
}
