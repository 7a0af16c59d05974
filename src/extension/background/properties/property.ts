import { type Database, openDatabase } from '../database/open.ts'
import type { CheckRecord, PropertyRecord } from '../database/schema.ts'

/** Pages that are answered for at most: each is asked for again and again. */
export const MOST_PROPERTIES = 100
/** Minutes from one check to the next that can be chosen. */
export const INTERVALS = [15, 60, 360, 1_440] as const
const USUAL_INTERVAL = 60
/** Checks of a property that are remembered: a day of them at every quarter of an hour. */
export const KEPT_CHECKS = 96

export const MINUTE = 60_000

/** A property that nobody looked at yet. */
export function newProperty(url: string, now: number): PropertyRecord {
  return {
    url,
    host: new URL(url).hostname,
    addedAt: now,
    every: USUAL_INTERVAL,
    nextAt: now,
    round: null,
    checks: [],
    verdict: null,
    found: null,
    usual: null,
    template: null,
    learnedAt: 0,
    seenAt: '',
    untold: null,
    contacts: null,
  }
}

/** Looks by the clock teach no more than a reader's visits would, or they would push out what those taught. */
const LEARNED_AGAIN = 6 * 60 * MINUTE

/** Whether a look at a page that is as it always is may be learned from. */
export const isToTeach = ({ learnedAt }: PropertyRecord, now: number): boolean =>
  now < learnedAt || now - learnedAt >= LEARNED_AGAIN

/** When a property is looked at next. A clock that was set back must not keep it waiting for what is no longer ahead. */
export function dueAt({ nextAt, every }: PropertyRecord, now: number): number {
  return nextAt - now > every * MINUTE ? now : nextAt
}

/** The property as it is asked for: what stands behind a `#` never reaches a server. */
export function propertyAddress(typed: string): string {
  const url = new URL(typed)
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}

/** With one more check, the oldest gone where there are too many; the round is over and the next one is due in time. */
export function withCheck(property: PropertyRecord, check: CheckRecord): PropertyRecord {
  return {
    ...property,
    checks: [...property.checks, check].slice(-KEPT_CHECKS),
    round: null,
    nextAt: check.at + property.every * MINUTE,
  }
}

/** Changes a property in one transaction; null where it is gone, or the change leaves it alone. */
export async function changeProperty(
  url: string,
  by: (property: PropertyRecord) => PropertyRecord | null,
  open: () => Promise<Database> = openDatabase,
): Promise<PropertyRecord | null> {
  const transaction = (await open()).transaction('properties', 'readwrite')
  const before = await transaction.store.get(url)
  const after = before === undefined ? null : by(before)
  if (after !== null) await transaction.store.put(after)
  await transaction.done
  return after
}
