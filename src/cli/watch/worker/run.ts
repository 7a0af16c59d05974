import { randomUUID } from 'node:crypto'
import { EXIT } from '../../check/result.ts'
import type { WatchConfig } from '../config.ts'
import { connect } from '../database/open.ts'
import { isPassing, Patience, whyOf } from '../database/patience.ts'
import type { Seen } from '../look-at-property.ts'
import { deliveryText } from '../print.ts'
import { Jobs } from './jobs.ts'
import { Round } from './round.ts'
import { Schedule } from './schedule.ts'
import { Worker } from './worker.ts'

/** Takes part in the watch of several machines; gives the exit status. */
export async function runWorker(
  config: WatchConfig,
  url: string,
  isOnce: boolean,
  print: (seen: Seen) => string,
): Promise<number> {
  const stop = new AbortController()
  // A second signal ends the process at once, as if nobody listened.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
  const say = (text: string) => void process.stderr.write(text)
  const patience = new Patience(stop.signal, say)
  const connection = connect(url)
  const { database } = connection
  try {
    const jobs = await patience.ask(() => Jobs.open(connection, config))
    const schedule = new Schedule(config.properties, config.delay)
    const round = isOnce ? new Round(config.properties, schedule) : null
    try {
      if (round !== null)
        await patience.ask(() =>
          database.transaction().execute((write) => round.begin(write, jobs, process.uptime() * 1_000)),
        )
      await new Worker({
        id: randomUUID(),
        config,
        database,
        jobs,
        schedule,
        round,
        patience,
        stop: stop.signal,
        onSeen: (seen) => void process.stdout.write(print(seen)),
        onDelivery: (delivery) => say(deliveryText(delivery)),
        onTrouble: say,
      }).run()
      return round === null ? EXIT.healthy : await patience.ask(() => round.status(database))
    } finally {
      await jobs.close()
    }
  } catch (error) {
    say(
      stop.signal.aborted && isPassing(error)
        ? 'The watch was stopped while the database did not answer; others take over what it had.\n'
        : `The database cannot be used (${whyOf(error)}); look at the address and the rights of its user.\n`,
    )
    return EXIT.unchecked
  } finally {
    await database.destroy()
  }
}
