import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { HostBusy } from '../../fetch/host-busy.ts'
import type { Property, WatchConfig } from '../config.ts'
import type { Write } from '../database/keep.ts'
import type { Database } from '../database/open.ts'
import type { Patience } from '../database/patience.ts'
import { PostgresStore } from '../database/postgres-store.ts'
import { longestWait, Visits } from '../hosts/visits.ts'
import { lookAtProperty, type Seen } from '../look-at-property.ts'
import { type Delivery, deliver } from '../outbox.ts'
import { DatabaseTurns } from './database-turns.ts'
import { takeOver } from './hosts.ts'
import type { Jobs } from './jobs.ts'
import { PostgresQueue } from './postgres-queue.ts'
import type { Round } from './round.ts'
import type { Schedule } from './schedule.ts'
import { giveBack, putOff, settle } from './settle.ts'
import { Signal } from './signal.ts'
import { type Taken, take } from './take.ts'
import { BEAT, beat, buryDead, leave } from './workers.ts'

/** Checks that a worker is busy with at once; those that only wait, for a second look, do not count. */
const AT_ONCE = 16
/** All that it has in hand, those that wait included. */
const MOST_IN_HAND = 200
/** Milliseconds until a worker that found nothing to do asks again. */
const POLL = 500

export interface WorkerParts {
  id: string
  config: WatchConfig
  database: Database
  jobs: Jobs
  schedule: Schedule
  /** The round it ends after; null where it goes on. */
  round: Round | null
  patience: Patience
  stop: AbortSignal
  onSeen(seen: Seen): void
  onDelivery(delivery: Delivery): void
  /** Told what went wrong with one check, in a sentence. */
  onTrouble(text: string): void
}

/** Takes part in the watch: takes checks, does them and keeps what came of them, until it is stopped or the round is over. */
export class Worker {
  readonly #parts: WorkerParts
  readonly #properties: ReadonlyMap<string, Property>
  readonly #queue: PostgresQueue
  readonly #inHand = new Set<Promise<void>>()
  readonly #changed = new Signal()
  /** Aborted when it is to stop, or something went wrong with more than one check. */
  readonly #quit = new AbortController()
  /** Aborted when nothing is in hand any more. */
  readonly #over = new AbortController()
  #waiting = 0
  #fault: unknown = null
  #delivered: Promise<boolean> = Promise.resolve(true)
  #nextDelivery: Promise<boolean> | null = null

  constructor(parts: WorkerParts) {
    this.#parts = parts
    this.#properties = new Map(parts.config.properties.map((property) => [property.name, property]))
    this.#queue = new PostgresQueue(parts.database, parts.patience, parts.id, this.#quit.signal)
  }

  async run(): Promise<void> {
    const { database, patience, id, stop } = this.#parts
    // Everything in hand may wait for something at once.
    setMaxListeners(0, stop, this.#quit.signal)
    const quit = () => {
      this.#quit.abort()
      this.#changed.give()
    }
    if (stop.aborted) quit()
    stop.addEventListener('abort', quit)
    await patience.ask(() => beat(database, id))
    const beating = this.#beats()
    try {
      await this.#checks()
      // Where the round is over every alert of it waits to be sent: by this worker, or by one that has begun.
      while (!this.#quit.signal.aborted && !(await this.#send())) await sleep(POLL)
    } finally {
      await Promise.allSettled(this.#inHand)
      this.#over.abort()
      await beating
      await this.#delivered.catch(() => {})
      await patience.ask(() => leave(database, id))
    }
    if (this.#fault !== null) throw this.#fault
  }

  async #checks(): Promise<void> {
    while (!this.#quit.signal.aborted) {
      const room = Math.min(AT_ONCE - (this.#inHand.size - this.#waiting), MOST_IN_HAND - this.#inHand.size)
      // Several at once are taken in one go, for about the price of one.
      if (room >= AT_ONCE / 2) {
        const taken = await this.#together((write) => take(write, this.#taker, room))
        for (const one of taken ?? []) this.#begin(one)
        if (taken !== null) continue
        if (await this.#isRoundOver()) return
      }
      await this.#changed.wait(POLL)
    }
  }

  get #taker() {
    const { jobs, id, config } = this.#parts
    return { jobs, worker: id, properties: this.#properties, delay: config.delay }
  }

  async #isRoundOver(): Promise<boolean> {
    const { round, jobs } = this.#parts
    if (round === null || this.#inHand.size > 0) return false
    return this.#together((write) => round.isOver(write, jobs))
  }

  #begin(taken: Taken): void {
    const check = this.#check(taken)
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#inHand.delete(check)
        this.#changed.give()
      })
    this.#inHand.add(check)
  }

  async #check(taken: Taken): Promise<void> {
    const { config, database, jobs, patience, onSeen, onTrouble } = this.#parts
    const { delay: pause, confirmAfter } = config
    const { property, host, also } = taken
    const wait = (time: number) => this.#wait(time)
    const turns = new DatabaseTurns(database, patience, taken, pause)
    const visits = new Visits({ own: host, turns, held: also, longest: longestWait(confirmAfter), wait })
    const outcome = () => ({ pause, led: visits.led })
    const store = new PostgresStore(database, patience, (write) => settle(write, jobs, taken, outcome()))
    try {
      const seen = await lookAtProperty(property, { config, store, visits, wait })
      if (seen === null) return
      onSeen(seen)
      if (seen.alert !== null) this.#send().catch((error: unknown) => this.#fail(error))
    } catch (error) {
      if (error instanceof HostBusy)
        return await this.#together((write) => putOff(write, jobs, taken, outcome()))
      if (this.#quit.signal.aborted)
        return await this.#together((write) => giveBack(write, jobs, taken, pause))
      // What cannot be kept must not end the watch over all the others, nor come back at once and for ever.
      const why = error instanceof Error ? error.message : String(error)
      onTrouble(
        `What was seen of ${property.name} could not be kept (${why}); its next look is its next chance.\n`,
      )
      await store.skip(property)
    } finally {
      await visits.leave()
    }
  }

  /** Who waits for the second look is not busy. Where the worker is to stop, nothing is waited for. */
  async #wait(time: number): Promise<void> {
    this.#waiting++
    this.#changed.give()
    try {
      await sleep(time, null, { signal: this.#quit.signal })
    } finally {
      this.#waiting--
    }
  }

  async #beats(): Promise<void> {
    const { id, config, database, jobs, patience, schedule, round } = this.#parts
    try {
      while (!this.#over.signal.aborted) {
        await patience.ask(() => beat(database, id))
        await patience.ask(() => buryDead(database))
        await this.#together((write) => takeOver(write, jobs, config.delay))
        if (round === null) await this.#together((write) => schedule.offerDue(write, jobs, Date.now()))
        this.#send().catch((error: unknown) => this.#fail(error))
        await sleep(BEAT, null, { signal: this.#over.signal }).catch(() => {})
      }
    } catch (error) {
      this.#fail(error)
    }
  }

  /** One delivery after another; gives whether every target was this worker's to send to. */
  #send(): Promise<boolean> {
    const { config, onDelivery } = this.#parts
    // One that has not begun will find whatever waits by then.
    this.#nextDelivery ??= this.#delivered.then(() => {
      this.#nextDelivery = null
      return deliver(this.#queue, config.targets, Date.now, onDelivery)
    })
    this.#delivered = this.#nextDelivery
    return this.#delivered
  }

  #together<T>(work: (write: Write) => Promise<T>): Promise<T> {
    const { database, patience } = this.#parts
    return patience.ask(() => database.transaction().execute(work))
  }

  #fail(error: unknown): void {
    this.#fault ??= error
    this.#quit.abort()
    this.#changed.give()
  }
}
