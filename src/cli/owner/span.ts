import type { ExpectedChange } from '../../engine/owner/statement.ts'

/**
 * A day since 1970, and perhaps a time of it (ISO 8601): whatever else a program can read, people read in several ways.
 */
const TIME =
  /^((?:19[7-9]\d|[2-9]\d{3})-\d{2}-\d{2})(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/

/** The span of a change as it was written, FROM/UNTIL; throws one sentence where it is none, or is over. */
export function spanOf(text: string, now: number): Pick<ExpectedChange, 'from' | 'until'> {
  const [from = Number.NaN, until = Number.NaN, ...more] = text.split('/').map(timeOf)
  if (more.length > 0 || !(from < until))
    throw new Error(
      `--change takes two times with a slash between, the earlier first, such as 2027-01-04T06:00Z/2027-01-05, not "${text}".`,
    )
  if (until <= now) throw new Error(`--change ${text} is over already; name a time that is still to come.`)
  return { from, until }
}

function timeOf(text: string): number {
  const [, day] = TIME.exec(text) ?? []
  if (day === undefined) return Number.NaN
  // A day that its month has not got is read as one of the next month.
  const midnight = new Date(day)
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, day.length) !== day)
    throw new Error(`--change: there is no day ${day}; name the one that you mean.`)
  return Date.parse(text)
}
