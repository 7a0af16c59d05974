import type { Alert, Waiting } from './records.ts'
import type { Queue } from './store.ts'
import type { TargetConfig } from './targets/config.ts'
import { send } from './targets/send.ts'

/** Alerts kept for one target, and for how long: more than any outage is worth. */
const MOST_WAITING = 1_000
const LONGEST_WAIT = 7 * 86_400_000
/**
 * What waited for so long is given up only once it was tried this often, too, which takes a day and more: a clock that jumps
 * ahead makes everything old at once, and tries nothing. So an alert that its target never takes does not hold up the
 * others for ever, and those behind it get their own tries.
 */
const LEAST_TRIES = 100

/** After a failure: a minute, then twice as long each time. */
const FIRST_PAUSE = 60_000
const LONGEST_PAUSE = 15 * 60_000

export interface Delivery {
  target: string
  alert: Alert
  /** One sentence, or null where it was taken. */
  error: string | null
  /** Whether it is tried again. */
  isKept: boolean
}

/**
 * Sends to every target what waits for it, oldest first; what cannot be sent now waits, and what follows behind it. Gives
 * whether no target was left to somebody else who sends to it just now.
 */
export async function deliver(
  store: Queue,
  targets: ReadonlyMap<string, TargetConfig>,
  now: () => number,
  onDelivery: (delivery: Delivery) => void,
): Promise<boolean> {
  const had = await Promise.all(
    Array.from(targets, async ([target, config]) => {
      if (!(await store.claim(target))) return false
      try {
        await deliverTo(target, config, { store, now, onDelivery })
        return true
      } finally {
        await store.release(target)
      }
    }),
  )
  return !had.includes(false)
}

interface Post {
  store: Queue
  now(): number
  onDelivery(delivery: Delivery): void
}

async function deliverTo(target: string, config: TargetConfig, post: Post): Promise<void> {
  const { store, now, onDelivery } = post
  for (const { key, waiting } of await current(store, target, now(), onDelivery)) {
    const { alert } = waiting
    // Who was away for so long that another took over leaves the rest to them.
    if (isTooEarly(waiting, now()) || !(await store.claim(target))) return
    const error = await send(config, alert, now())
    // Killed before this is written, the alert is sent again; its id tells the receiver so.
    if (error === null) await store.remove([key])
    else await store.postpone(key, later(waiting, now()))
    onDelivery({ target, alert, error, isKept: error !== null })
    if (error !== null) return
  }
}

/** No pause is longer than the longest: where one seems to be, the clock was set back meanwhile. */
const isTooEarly = ({ nextAt }: Waiting, now: number): boolean =>
  nextAt > now && nextAt - now <= LONGEST_PAUSE

/** What waits for a target, without what waited too long or is too much. */
async function current(
  store: Queue,
  target: string,
  now: number,
  onDelivery: (delivery: Delivery) => void,
): Promise<{ key: string; waiting: Waiting }[]> {
  const queue = (await store.queue(target)).map(({ key, waiting }, index, { length }) => ({
    key,
    waiting,
    why: index < length - MOST_WAITING ? TOO_MANY : isTooOld(waiting, now) ? TOO_OLD : null,
  }))
  await store.remove(queue.flatMap(({ key, why }) => (why === null ? [] : [key])))
  for (const { waiting, why } of queue)
    if (why !== null) onDelivery({ target, alert: waiting.alert, error: why, isKept: false })
  return queue.filter(({ why }) => why === null)
}

const TOO_MANY = `${MOST_WAITING} newer alerts wait for the same target, and no more are kept.`
const TOO_OLD = `It waited for more than a week and was tried at least ${LEAST_TRIES} times.`

const isTooOld = ({ alert, attempts }: Waiting, now: number): boolean =>
  now - alert.at > LONGEST_WAIT && attempts >= LEAST_TRIES

function later({ alert, attempts }: Waiting, now: number): Waiting {
  const pause = Math.min(FIRST_PAUSE * 2 ** Math.min(attempts, 10), LONGEST_PAUSE)
  return { alert, attempts: attempts + 1, nextAt: now + pause }
}
