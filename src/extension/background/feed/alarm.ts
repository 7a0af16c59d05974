import browser from 'webextension-polyfill'
import { openDatabase } from '../database/open.ts'
import { tendOutbox } from '../reports/outbox.ts'
import { currentFeed } from './store.ts'
import { update } from './update.ts'

const NAME = 'feed'
/** Minutes between two updates, and how far they are spread so that not all readers come at once. */
const PERIOD = 60
const SPREAD = 30
/** Minutes within which an update comes that is overdue, for the same reason from a minute on. */
const SOON = 5

const MINUTE = 60_000

/**
 * Sees to it that the alarm is set; its moment is another one in each browser. Some browsers forget it with every session:
 * it goes on from the last update then, or a reader whose sessions are short would never have one.
 */
export async function setAlarm(now = Date.now()): Promise<void> {
  if ((await browser.alarms.get(NAME)) !== undefined) return
  const period = PERIOD + Math.random() * SPREAD
  const age = await minutesSinceUpdate(now)
  const isOverdue = age === null || age < 0 || age > PERIOD
  const delay = isOverdue ? 1 + Math.random() * (SOON - 1) : Math.max(1, period - age)
  browser.alarms.create(NAME, { delayInMinutes: delay, periodInMinutes: period })
}

/** Null where there was none, or nobody can say. What came with the extension is none. */
async function minutesSinceUpdate(now: number): Promise<number | null> {
  try {
    const feed = await currentFeed(await openDatabase())
    return feed?.source === 'network' ? (now - feed.checkedAt) / MINUTE : null
  } catch (error) {
    console.warn(error)
    return null
  }
}

/** Updates, and sends what waits, when it is time. A failure waits for the next time. */
export function onAlarm({ name }: { name: string }): void {
  if (name !== NAME) return
  update().catch((error: unknown) => console.warn(error))
  tendOutbox().catch((error: unknown) => console.warn(error))
}
