import { parentPort, workerData } from 'node:worker_threads'
import { Pool } from 'undici'
import * as v from 'valibot'

const dataSchema = v.object({
  address: v.string(),
  bodies: v.array(v.string()),
  /** Requests under way at once; 0 where they are sent by the clock. */
  lanes: v.number(),
  /** Requests in a second, where they are sent by the clock. */
  rate: v.number(),
})

const { address, bodies, lanes, rate } = v.parse(dataSchema, workerData)
const pool = new Pool(address, { connections: 64 })
const times: number[] = []
let refused = 0

async function send(body: string, from: number): Promise<void> {
  const answer = await pool.request({
    path: '/v1/reports',
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `20.${times.length % 250}.${(times.length >> 8) % 250}.1`,
    },
    body,
  })
  await answer.body.dump()
  if (answer.statusCode !== 201) refused++
  times.push(performance.now() - from)
}

const start = performance.now()
if (lanes > 0) {
  let next = 0
  const lane = async () => {
    while (next < bodies.length) await send(bodies[next++] ?? '', performance.now())
  }
  await Promise.all(Array.from({ length: lanes }, lane))
} else
  await Promise.all(
    bodies.map(async (body, i) => {
      // Latency counts from when it was due, not from when there was room to send it.
      const due = start + (i * 1_000) / rate
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
      return send(body, due)
    }),
  )
parentPort?.postMessage({ seconds: (performance.now() - start) / 1_000, times, refused })
await pool.close()
