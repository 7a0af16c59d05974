import browser from 'webextension-polyfill'
import { tendOutbox } from '../reports/outbox.ts'
import { update } from './update.ts'

const NAME = 'feed'
/** Minutes between two updates, and how far they are spread so that not all readers come at once. */
const PERIOD = 60
const SPREAD = 30

/** Sees to it that the alarm is set; its moment is another one in each browser. */
export async function setAlarm(): Promise<void> {
  if ((await browser.alarms.get(NAME)) !== undefined) return
  const delay = 1 + Math.random() * PERIOD
  const period = PERIOD + Math.random() * SPREAD
  browser.alarms.create(NAME, { delayInMinutes: delay, periodInMinutes: period })
}

/** Updates, and sends what waits, when it is time. A failure waits for the next time. */
export function onAlarm({ name }: { name: string }): void {
  if (name !== NAME) return
  update().catch((error: unknown) => console.warn(error))
  tendOutbox().catch((error: unknown) => console.warn(error))
}
