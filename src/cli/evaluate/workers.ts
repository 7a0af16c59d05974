import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { programPatterns } from '../program-patterns.ts'
import { readWeights } from './read-weights.ts'
import { type Outcome, replaySession } from './replay.ts'
import type { ListedVisit } from './visit.ts'
import { WORKER_COMMAND } from './worker-command.ts'

interface Task {
  visits: ListedVisit[]
}

/** Visits sent to a worker in one message. */
const BATCH = 24

/**
 * Replays all sessions over as many processes as there are cores, with the weights of a file or the shipped ones.
 * Outcomes come in no particular order.
 */
export async function replayAll(
  sessionList: readonly ListedVisit[][],
  onOutcome: (outcome: Outcome) => void,
  weights: string | null = null,
): Promise<void> {
  const queue = batches(sessionList)
  const count = Math.min(queue.length, availableParallelism())
  await Promise.all(Array.from({ length: count }, () => runWorker(queue, onOutcome, weights)))
}

/** First visits share a batch; a session has one of its own. The longest go first, so that no core waits for the last. */
function batches(sessionList: readonly ListedVisit[][]): ListedVisit[][][] {
  const long = sessionList.filter((visits) => visits.length > 1).sort((a, b) => b.length - a.length)
  const short = sessionList.filter((visits) => visits.length === 1)
  const result = long.map((visits) => [visits])
  for (let from = 0; from < short.length; from += BATCH) result.push(short.slice(from, from + BATCH))
  return result
}

function runWorker(
  queue: ListedVisit[][][],
  onOutcome: (outcome: Outcome) => void,
  weights: string | null,
): Promise<void> {
  return new Promise((done, fail) => {
    const worker: ChildProcess = fork(
      process.argv[1] ?? '',
      weights === null ? [WORKER_COMMAND] : [WORKER_COMMAND, weights],
      { serialization: 'advanced' },
    )
    let waiting: ListedVisit[][] = []
    const next = () => {
      const visits = waiting.shift()
      if (visits !== undefined) return worker.send({ visits } satisfies Task)
      const batch = queue.shift()
      if (batch === undefined) return worker.disconnect()
      waiting = [...batch]
      next()
    }
    worker.on('message', (outcomes: Outcome[]) => {
      outcomes.forEach(onOutcome)
      next()
    })
    worker.on('error', fail)
    worker.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`A worker ended with status ${code}; run again.`)),
    )
    next()
  })
}

/** The other end: answers each session with its outcomes until the parent hangs up. */
export function serveWorker(weights: string | null): void {
  const lists = { patterns: programPatterns(), weights: readWeights(weights) }
  process.on('message', (task: Task) => {
    process.send?.([...replaySession(task.visits, lists)])
  })
  process.on('disconnect', () => process.exit(0))
}
