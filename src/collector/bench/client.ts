import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'
import * as v from 'valibot'

const dataSchema = v.object({
  address: v.string(),
  bodies: v.array(v.string()),
  /** How many of them are sent before the clock counts: opening connections is this program's own trouble. */
  warm: v.number(),
  /** Number of the first of them, by which each has an address of its own. */
  first: v.number(),
  /** Requests under way at once; 0 where they are sent by the clock. */
  lanes: v.number(),
  /** Requests in a second, where they are sent by the clock. */
  rate: v.number(),
})

const { address, bodies, warm, first, lanes, rate } = v.parse(dataSchema, workerData)
const CONNECTIONS = 64
/** Milliseconds to set up the clock in. */
const LEAD = 500
const pool = new Pool(address, { connections: CONNECTIONS })
const times: number[] = []
let refused = 0
let sent = first

async function send(body: string, from: number): Promise<void> {
  const number = sent++
  const answer = await pool.request({
    path: '/v1/reports',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `20.${number % 250}.${Math.floor(number / 250) % 250}.1`,
    },
    body,
  })
  await answer.body.dump()
  if (answer.statusCode !== 201) refused++
  times.push(performance.now() - from)
}

/** Sends them one after another on each lane. */
async function sendAll(some: readonly string[], lanes: number): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < some.length) await send(some[next++] ?? '', performance.now())
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

await sendAll(bodies.slice(0, warm), CONNECTIONS)
times.length = 0
const counted = bodies.slice(warm)
// What is due by the clock is set up before the first of it is.
const start = performance.now() + (lanes > 0 ? 0 : LEAD)
if (lanes > 0) await sendAll(counted, lanes)
else
  await Promise.all(
    counted.map(async (body, i) => {
      // Latency counts from when it was due, not from when there was room to send it.
      const due = start + (i * 1_000) / rate
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
      return send(body, due)
    }),
  )
parentPort?.postMessage({ seconds: (performance.now() - start) / 1_000, times, refused })
await pool.close()
